import type { RegistrationCredential } from '../../../schema/api/passkey.ts';
import type { ProblemCode } from '../../../schema/api/problem.ts';
import { toBase64Url } from '../../crypto/base64.ts';
import { ALGORITHMS, isAcceptableKey, isEcdsaKey } from './algorithms.ts';
import { canVerify } from './can-verify.ts';
import { cborItemEnd } from './cbor-item-end.ts';
import { checkAuthenticatorData } from './check-authenticator-data.ts';
import { checkClientData } from './check-client-data.ts';
import { checkStatement, isSelfAttested } from './check-statement.ts';
import type { Expectations } from './expectations.ts';
import { loadWebAuthn } from './library.ts';
import type { PasskeyParameters } from './passkey-parameters.ts';

export interface VerifiedRegistration {
  parameters: PasskeyParameters;
  counter: number;
}

/**
 * Verifies a registration (WebAuthn Level 3 section 7.1; docs/webauthn.md walks its steps). Whether policy
 * allows the authenticator, and whether the credential is new, is for the caller.
 * @returns the credential record, or why it is refused
 */
export async function verifyRegistration(
  credential: RegistrationCredential,
  expected: Expectations,
): Promise<VerifiedRegistration | ProblemCode> {
  const { library, helpers } = await loadWebAuthn();
  const { response } = credential;
  try {
    const clientFault = checkClientData(helpers.decodeClientDataJSON(response.clientDataJSON), expected);
    if (clientFault) return clientFault;
    const encoded = helpers.isoBase64URL.toBuffer(response.attestationObject);
    // The library reads the first item and passes over what follows it.
    if (cborItemEnd(encoded) !== encoded.length) return 'passkey-malformed';
    const attestation = helpers.decodeAttestationObject(encoded);
    const head = helpers.parseAuthenticatorData(attestation.get('authData'));
    const fault = checkAuthenticatorData(head, {
      ...expected,
      rpIdHash: await helpers.toHash(expected.rpId),
    });
    if (fault) return fault;
    const { credentialID, credentialPublicKey } = head;
    if (!credentialID || !credentialPublicKey) return 'passkey-malformed';
    // Section 7.1 step 25, and the id that is stored is the authenticator's own word.
    if (credentialID.length < 16 || credentialID.length > 1023) return 'passkey-malformed';
    if (toBase64Url(credentialID) !== credential.id) return 'passkey-malformed';
    const key = helpers.decodeCredentialPublicKey(credentialPublicKey) as unknown as Map<number, unknown>;
    if (!isAcceptableKey(key) || !(await canVerify(credentialPublicKey, isEcdsaKey(key))))
      return 'passkey-algorithm';
    const statement = {
      format: attestation.get('fmt'),
      members: attestation.get('attStmt') as unknown as Map<string, unknown>,
      keyAlgorithm: key.get(3),
    };
    const statementFault = await checkStatement(statement);
    if (statementFault) return statementFault;

    const { verified, registrationInfo } = await library.verifyRegistrationResponse({
      response: { ...credential, response: response as never, clientExtensionResults: {} },
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.origins,
      expectedRPID: expected.rpId,
      requireUserVerification: expected.requireUserVerification,
      supportedAlgorithmIDs: [...ALGORITHMS],
    });
    if (verified !== true || !registrationInfo) return 'passkey-bad-signature';
    const {
      aaguid,
      fmt,
      credential: record,
      userVerified,
      credentialDeviceType,
      credentialBackedUp,
    } = registrationInfo;
    return {
      counter: record.counter,
      parameters: {
        credentialId: record.id,
        publicKey: toBase64Url(record.publicKey),
        aaguid,
        transports: [...new Set(response.transports)].toSorted(),
        backupEligible: credentialDeviceType === 'multiDevice',
        backedUp: credentialBackedUp,
        userVerified,
        format: fmt,
        selfAttested: isSelfAttested(statement),
      },
    };
  } catch {
    return 'passkey-malformed';
  }
}
