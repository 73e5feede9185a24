import { toBase64Url } from '#lib/passkeys/base64url.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const SHA256 = { name: 'ECDSA', hash: 'SHA-256' };

/** A new key of this device. The private half never leaves the browser's own keeping. */
export const newDeviceKey = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(P256, false, ['sign', 'verify']);

/** The uncompressed point, base64url: what the service knows the device by. */
export const publicKeyOf = async ({ publicKey }: CryptoKeyPair): Promise<string> =>
  toBase64Url(await crypto.subtle.exportKey('raw', publicKey));

/** ECDSA with SHA-256: r and s (IEEE P1363), base64url. */
export const sign = async (key: CryptoKey, text: string): Promise<string> =>
  toBase64Url(await crypto.subtle.sign(SHA256, key, new TextEncoder().encode(text)));
