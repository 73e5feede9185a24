import { vi } from 'vitest';
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

const STEP_MS = 30_000;
const ENOUGH_MS = 3_000;

/**
 * Waits out the end of a step, so that a code that is the previous one now still is when it arrives. Only the
 * last seconds of each half minute are waited for, and never where the test holds the clock still.
 */
export async function roomInStep(): Promise<void> {
  if (vi.isFakeTimers()) return;
  while (STEP_MS - (Date.now() % STEP_MS) < ENOUGH_MS)
    await new Promise((resolve) => setTimeout(resolve, 50));
}
