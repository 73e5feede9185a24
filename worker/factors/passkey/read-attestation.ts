import type { AuthenticatorHead } from './check-authenticator-data.ts';
import type { Statement } from './check-statement.ts';
import { cborItemEnd } from './cbor-item-end.ts';
import { isWhole } from './is-whole.ts';
import { loadWebAuthn } from './library.ts';

export interface Attestation {
  head: AuthenticatorHead & { credentialID: Uint8Array; credentialPublicKey: Uint8Array<ArrayBuffer> };
  /** The COSE key. */
  key: Map<number, unknown>;
  statement: Statement;
}

/**
 * Takes an attestation object apart (WebAuthn Level 3 section 7.1 step 13), and holds that it is one CBOR item
 * with nothing missing and nothing after it, which the library does not.
 * @returns null when it does not hold a credential
 * @throws Error for anything that cannot be read
 */
export async function readAttestation(attestationObject: string): Promise<Attestation | null> {
  const { helpers } = await loadWebAuthn();
  const encoded = helpers.isoBase64URL.toBuffer(attestationObject);
  if (cborItemEnd(encoded) !== encoded.length) return null;
  const attestation = helpers.decodeAttestationObject(encoded);
  const authData = attestation.get('authData');
  if (!isWhole(authData)) return null;
  const { credentialID, credentialPublicKey, ...head } = helpers.parseAuthenticatorData(authData);
  if (!credentialID || !credentialPublicKey) return null;
  const key = helpers.decodeCredentialPublicKey(credentialPublicKey) as unknown as Map<number, unknown>;
  const statement = {
    format: attestation.get('fmt'),
    members: attestation.get('attStmt') as unknown as Map<string, unknown>,
    keyAlgorithm: key.get(3),
  };
  return { head: { ...head, credentialID, credentialPublicKey }, key, statement };
}
