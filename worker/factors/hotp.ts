import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';

const HASHES = { SHA1: sha1, SHA256: sha256, SHA512: sha512 } as const;

export type OtpAlgorithm = keyof typeof HASHES;

/**
 * The HOTP value of a counter (RFC 4226 section 5.3), with the hashes of RFC 6238 section 1.2.
 * @param counter 0 to 2^53 - 1
 * @param digits 6 to 8
 * @returns that many decimal digits, leading zeros kept
 */
export function hotp(algorithm: OtpAlgorithm, key: Uint8Array, counter: number, digits: number): string {
  const text = new Uint8Array(8);
  const view = new DataView(text.buffer);
  view.setUint32(0, Math.floor(counter / 2 ** 32));
  view.setUint32(4, counter >>> 0);
  const mac = hmac(HASHES[algorithm], key, text);
  const offset = mac[mac.length - 1]! & 0xf;
  const truncated = new DataView(mac.buffer, mac.byteOffset).getUint32(offset) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}
