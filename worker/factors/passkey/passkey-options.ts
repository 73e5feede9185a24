import type { CreationOptions, RequestOptions } from '../../../schema/api/passkey.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import { config } from '../../config.ts';
import { PASSKEY_TIMEOUT_MS } from '../../policy/limits.ts';
import type { PasskeyPolicy } from '../../policy/passkey-policy.ts';
import { ALGORITHMS } from './algorithms.ts';
import { passkeyParameters } from './passkey-parameters.ts';

const descriptors = (passkeys: FactorRow[]) =>
  passkeys.map((row) => {
    const { credentialId, transports } = passkeyParameters(row);
    return { type: 'public-key' as const, id: credentialId, transports };
  });

/**
 * Options for `navigator.credentials.create()` (WebAuthn Level 3 section 5.4).
 * @param challenge base64url; the id of the enrollment, 128 random bits
 * @param user `id`: the user's own id, which is base64url already and says nothing about the person
 */
export function creationOptions(
  challenge: string,
  user: { id: string; email: string },
  existing: FactorRow[],
  policy: PasskeyPolicy,
): CreationOptions {
  return {
    challenge,
    rp: { id: config.rpId, name: config.serviceName },
    user: { id: user.id, name: user.email, displayName: user.email },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: PASSKEY_TIMEOUT_MS,
    attestation: policy.attestation,
    authenticatorSelection: {
      residentKey: 'preferred',
      userVerification: policy.requireUserVerification ? 'required' : 'preferred',
    },
    excludeCredentials: descriptors(existing),
    extensions: {
      credProps: true,
      // A key that holds the passkey itself must not reveal it without a PIN (CTAP 2.1 section 12.1).
      credentialProtectionPolicy: 'userVerificationOptionalWithCredentialIDList',
      enforceCredentialProtectionPolicy: false,
    },
  };
}

/** Options for `navigator.credentials.get()` (section 5.5). @param passkeys none: whatever the device holds */
export function requestOptions(
  challenge: string,
  passkeys: FactorRow[],
  userVerification: RequestOptions['userVerification'],
): RequestOptions {
  return {
    challenge,
    rpId: config.rpId,
    timeout: PASSKEY_TIMEOUT_MS,
    userVerification,
    allowCredentials: descriptors(passkeys),
  };
}
