import { fromBase64, toBase64Url } from '../crypto/base64.ts';
import type { KeyRing } from '../crypto/key-ring.ts';
import type { AuditKey, AuditSignature } from '../../schema/api/audit.ts';
import type { SignedText } from './statements.ts';

interface SigningKey {
  id: string;
  privateKey: CryptoKey;
  publicKey: string;
}

/** PKCS #8 of an Ed25519 key is this and its 32 bytes (RFC 8410 section 7). */
const PKCS8 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);

/** Those of this isolate: resolved values only. */
const imported = new WeakMap<Uint8Array, SigningKey>();

async function signingKey(ring: KeyRing, id: string): Promise<SigningKey> {
  const seed = ring.key(id, 'audit');
  let key = imported.get(seed);
  if (!key) {
    const pkcs8 = new Uint8Array([...PKCS8, ...seed]);
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
    const { x } = (await crypto.subtle.exportKey('jwk', privateKey)) as JsonWebKey;
    key = { id, privateKey, publicKey: toBase64Url(fromBase64(x)!) };
    imported.set(seed, key);
  }
  return key;
}

/** The Ed25519 keys that a ring signs the audit log with, one derived from each of its keys; the current one first. */
const signingKeys = (ring: KeyRing) => Promise.all(ring.ids.map((id) => signingKey(ring, id)));

/** Their public halves. */
export const auditKeys = async (ring: KeyRing): Promise<AuditKey[]> =>
  (await signingKeys(ring)).map(publicHalf);

const publicHalf = ({ id, publicKey }: SigningKey): AuditKey => ({ id, algorithm: 'Ed25519', publicKey });

/**
 * Signs a text with every key of the ring: whoever trusts a key from before its rotation learns the next one by a
 * statement that both have signed.
 */
export async function signWithAll(ring: KeyRing, text: SignedText): Promise<AuditSignature[]> {
  const keys = await signingKeys(ring);
  const bytes = new TextEncoder().encode(text(keys.map(publicHalf)));
  return Promise.all(
    keys.map(async ({ id, publicKey, privateKey }) => {
      const signature = await crypto.subtle.sign('Ed25519', privateKey, bytes);
      return { key: id, publicKey, signature: toBase64Url(new Uint8Array(signature)) };
    }),
  );
}
