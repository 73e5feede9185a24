import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';

const HASHES = { SHA1: sha1, SHA256: sha256, SHA512: sha512 } as const;

export type OtpAlgorithm = keyof typeof HASHES;

const text = new Uint8Array(8);
const textView = new DataView(text.buffer);

/**
 * The HOTP values of one key (RFC 4226 section 5.3), with the hashes of RFC 6238 section 1.2. The key is set up
 * once, and copied for each counter.
 * @param digits 6 to 8
 * @returns for a counter of 0 to 2^53 - 1 that many decimal digits, leading zeros kept
 */
export function hotpOf(
  algorithm: OtpAlgorithm,
  key: Uint8Array,
  digits: number,
): (counter: number) => string {
  const keyed = hmac.create(HASHES[algorithm], key);
  const running = keyed.clone();
  return (counter) => {
    textView.setUint32(0, Math.floor(counter / 2 ** 32));
    textView.setUint32(4, counter >>> 0);
    const mac = keyed._cloneInto(running).update(text).digest();
    const offset = mac[mac.length - 1]! & 0xf;
    const [a, b, c, d] = mac.subarray(offset, offset + 4) as unknown as [number, number, number, number];
    const truncated = ((a & 0x7f) << 24) | (b << 16) | (c << 8) | d;
    return String(truncated % 10 ** digits).padStart(digits, '0');
  };
}

/** One of them. */
export const hotp = (algorithm: OtpAlgorithm, key: Uint8Array, counter: number, digits: number) =>
  hotpOf(algorithm, key, digits)(counter);
