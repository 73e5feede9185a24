import { fromBase64, toBase64Url } from './base64.ts';
import type { KeyPurpose, KeyRing } from './key-ring.ts';
import { randomBytes } from './random.ts';

/** Imported keys of this isolate: resolved values only, never a promise of another request. */
const imported = new WeakMap<Uint8Array, CryptoKey>();

async function importKey(raw: Uint8Array) {
  let key = imported.get(raw);
  if (!key) {
    key = await crypto.subtle.importKey('raw', raw as Uint8Array<ArrayBuffer>, 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ]);
    imported.set(raw, key);
  }
  return key;
}

const parameters = (iv: Uint8Array<ArrayBuffer>, context: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(context),
});

/**
 * Seals a secret with AES-256-GCM: `<key id>.<base64url of iv and ciphertext>`.
 * @param context user id and row id: a sealed value copied to another row does not open.
 */
export async function seal(ring: KeyRing, context: string, secret: Uint8Array, purpose: KeyPurpose = 'seal') {
  const iv = randomBytes(12);
  const key = await importKey(ring.key(ring.current, purpose));
  const sealed = await crypto.subtle.encrypt(parameters(iv, context), key, secret as BufferSource);
  const bytes = new Uint8Array(12 + sealed.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(sealed), 12);
  return `${ring.current}.${toBase64Url(bytes)}`;
}

/**
 * Opens what `seal` made.
 * @throws Error when the value was altered, belongs to another context, or its key has left the ring.
 */
export async function unseal(ring: KeyRing, context: string, sealed: string, purpose: KeyPurpose = 'seal') {
  const dot = sealed.indexOf('.');
  const bytes = fromBase64(sealed.slice(dot + 1));
  if (dot < 1 || !bytes || bytes.length < 28) throw new Error('Not a sealed value');
  const key = await importKey(ring.key(sealed.slice(0, dot), purpose));
  return new Uint8Array(
    await crypto.subtle.decrypt(parameters(bytes.slice(0, 12), context), key, bytes.slice(12)),
  );
}
