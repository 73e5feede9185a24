import { toBase64Url } from '../../crypto/base64.ts';
import { isAcceptableKey } from './algorithms.ts';
import { readCoseKey } from './read-cose-key.ts';
import { readEcdsaSignature } from './read-ecdsa-signature.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A passkey's public key, ready to verify with. */
export interface PublicKey {
  key: CryptoKey;
  /** As WebCrypto takes it. */
  algorithm: { name: string; hash?: string };
  /** For ECDSA: how many bytes each of a signature's two numbers has. */
  ecdsaSize: number | null;
}

/** By COSE's number (RFC 9053 section 2.1, WebAuthn Level 3 section 5.8.5): ES256, ES384, ES512. */
const ECDSA: Record<number, { namedCurve: string; hash: string; size: number }> = {
  [-7]: { namedCurve: 'P-256', hash: 'SHA-256', size: 32 },
  [-35]: { namedCurve: 'P-384', hash: 'SHA-384', size: 48 },
  [-36]: { namedCurve: 'P-521', hash: 'SHA-512', size: 66 },
};
const ED25519 = { name: 'Ed25519' };
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * Imports a COSE key. A point that is not on its curve cannot be imported.
 * @throws Error when it is none of an offered kind
 */
export async function importPublicKey(encoded: Bytes): Promise<PublicKey> {
  const cose = readCoseKey(encoded);
  if (!isAcceptableKey(cose)) throw new Error('Not a key of a kind that is offered');
  const alg = cose.get(3) as number;
  const member = (label: number, size?: number): Bytes => {
    const value = cose.get(label);
    if (!(value instanceof Uint8Array) || (size !== undefined && value.length !== size))
      throw new Error('A key without a member, or with one of another length');
    return value;
  };
  const { subtle } = crypto;
  if (alg === -257) {
    const jwk = { kty: 'RSA', n: toBase64Url(member(-1)), e: toBase64Url(member(-2)) };
    const key = await subtle.importKey('jwk', jwk, RS256, false, ['verify']);
    return { key, algorithm: RS256, ecdsaSize: null };
  }
  const curve = ECDSA[alg];
  if (!curve) {
    const key = await subtle.importKey('raw', member(-2, 32), ED25519, false, ['verify']);
    return { key, algorithm: ED25519, ecdsaSize: null };
  }
  const { namedCurve, hash, size } = curve;
  // SEC 1 section 2.3.3: an uncompressed point.
  const point = new Uint8Array(1 + 2 * size);
  point[0] = 0x04;
  point.set(member(-2, size), 1);
  point.set(member(-3, size), 1 + size);
  const key = await subtle.importKey('raw', point, { name: 'ECDSA', namedCurve }, false, ['verify']);
  return { key, algorithm: { name: 'ECDSA', hash }, ecdsaSize: size };
}

/** Whether a signature is right; null when it cannot be one: ECDSA's are DER (WebAuthn Level 3 section 6.5.5). */
export async function verifySignature(
  { key, algorithm, ecdsaSize }: PublicKey,
  signature: Bytes,
  data: Bytes,
): Promise<boolean | null> {
  const raw = ecdsaSize === null ? signature : readEcdsaSignature(signature, ecdsaSize);
  return raw && crypto.subtle.verify(algorithm, key, raw, data);
}
