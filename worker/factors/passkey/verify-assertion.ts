import type { AssertionCredential } from '../../../schema/api/passkey.ts';
import type { ProblemCode } from '../../../schema/api/problem.ts';
import { fromBase64 } from '../../crypto/base64.ts';
import { isEcdsaKey } from './algorithms.ts';
import { checkAuthenticatorData } from './check-authenticator-data.ts';
import { checkClientData } from './check-client-data.ts';
import type { Expectations } from './expectations.ts';
import { isEcdsaSignature } from './is-ecdsa-signature.ts';
import { isWhole } from './is-whole.ts';
import { loadWebAuthn } from './library.ts';
import type { PasskeyParameters } from './passkey-parameters.ts';

export interface VerifiedAssertion {
  counter: number;
  userVerified: boolean;
  backedUp: boolean;
}

/**
 * Verifies an assertion (WebAuthn Level 3 section 7.2; docs/webauthn.md walks its steps). The counter is for
 * the caller to hold against the stored one, in the step that spends the challenge.
 * @returns what the authenticator said, or why it is refused
 */
export async function verifyAssertion(
  credential: AssertionCredential,
  stored: PasskeyParameters,
  expected: Expectations,
): Promise<VerifiedAssertion | ProblemCode> {
  const { library, helpers } = await loadWebAuthn();
  const { response } = credential;
  try {
    const clientFault = checkClientData(helpers.decodeClientDataJSON(response.clientDataJSON), expected);
    if (clientFault) return clientFault;
    const authData = helpers.isoBase64URL.toBuffer(response.authenticatorData);
    if (!isWhole(authData)) return 'passkey-malformed';
    const head = helpers.parseAuthenticatorData(authData);
    const rpIdHash = await helpers.toHash(expected.rpId);
    const { backupEligible } = stored;
    const fault = checkAuthenticatorData(head, { ...expected, rpIdHash, backupEligible });
    if (fault) return fault;
    const publicKey = fromBase64(stored.publicKey)!;
    const key = helpers.decodeCredentialPublicKey(publicKey) as unknown as Map<number, unknown>;
    if (isEcdsaKey(key) && !isEcdsaSignature(helpers.isoBase64URL.toBuffer(response.signature)))
      return 'passkey-malformed';
    const { verified, authenticationInfo } = await library.verifyAuthenticationResponse({
      response: {
        ...credential,
        response: { ...response, userHandle: response.userHandle ?? undefined },
        clientExtensionResults: {},
      },
      expectedChallenge: expected.challenge,
      expectedOrigin: expected.origins,
      expectedRPID: expected.rpId,
      requireUserVerification: expected.requireUserVerification,
      // The stored counter is compared where the challenge is spent, so here it can be anything that passes.
      credential: { id: stored.credentialId, publicKey, counter: 0 },
    });
    // The library answers a wrong signature with `false`; it does not throw (GitLab CVE-2026-0723).
    if (verified !== true) return 'passkey-bad-signature';
    const { newCounter: counter, userVerified, credentialBackedUp: backedUp } = authenticationInfo;
    return { counter, userVerified, backedUp };
  } catch {
    return 'passkey-malformed';
  }
}
