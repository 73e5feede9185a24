import type { RegistrationCredential } from '../../../schema/api/passkey.ts';
import type { ProblemCode } from '../../../schema/api/problem.ts';
import { toBase64Url } from '../../crypto/base64.ts';
import { ALGORITHMS } from './algorithms.ts';
import type { Der } from './certificate-chain.ts';
import { checkAuthenticatorData } from './check-authenticator-data.ts';
import { checkClientData } from './check-client-data.ts';
import { checkKey } from './check-key.ts';
import { certificatesOf, checkStatement, isSelfAttested } from './check-statement.ts';
import type { Expectations } from './expectations.ts';
import { loadWebAuthn } from './library.ts';
import type { PasskeyParameters } from './passkey-parameters.ts';
import { readAttestation } from './read-attestation.ts';

export interface VerifiedRegistration {
  parameters: PasskeyParameters;
  counter: number;
  /** The attestation's, leaf first. They are not kept. */
  certificates: Der[];
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
    const attestation = await readAttestation(response.attestationObject);
    if (!attestation) return 'passkey-malformed';
    const { head, key, statement } = attestation;
    const rpIdHash = await helpers.toHash(expected.rpId);
    const fault = checkAuthenticatorData(head, { ...expected, rpIdHash });
    if (fault) return fault;
    // Section 7.1 step 25, and the id that is stored is the authenticator's own word.
    const { length } = head.credentialID;
    if (length < 16 || length > 1023) return 'passkey-malformed';
    if (toBase64Url(head.credentialID) !== credential.id) return 'passkey-malformed';
    const keyFault = (await checkKey(key, head.credentialPublicKey)) ?? (await checkStatement(statement));
    if (keyFault) return keyFault;

    const { verified, registrationInfo } = await library.verifyRegistrationResponse({
      response: { ...credential, response: response as never, clientExtensionResults: {} },
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.origins,
      expectedRPID: expected.rpId,
      requireUserPresence: !expected.conditional,
      requireUserVerification: expected.requireUserVerification,
      supportedAlgorithmIDs: [...ALGORITHMS],
    });
    if (verified !== true || !registrationInfo) return 'passkey-bad-signature';
    const { aaguid, fmt, credential: record, userVerified } = registrationInfo;
    return {
      counter: record.counter,
      certificates: certificatesOf(statement.members),
      parameters: {
        credentialId: record.id,
        publicKey: toBase64Url(record.publicKey),
        aaguid,
        transports: [...new Set(response.transports)].toSorted(),
        backupEligible: head.flags.be,
        backedUp: head.flags.bs,
        userVerified,
        format: fmt,
        selfAttested: isSelfAttested(statement),
      },
    };
  } catch {
    return 'passkey-malformed';
  }
}
