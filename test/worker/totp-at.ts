import { hotp } from '../../worker/factors/hotp.ts';
import { stepAt } from '../../worker/factors/totp.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 to bytes. */
function fromBase32(text: string): Uint8Array {
  const bits = [...text].map((char) => ALPHABET.indexOf(char).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
}

/** What an authenticator app shows, so many steps of 30 s from the (possibly faked) clock's now. */
export const totpAt = (secret: string, step = 0) =>
  hotp('SHA1', fromBase32(secret), stepAt(Date.now(), 30) + step, 6);
