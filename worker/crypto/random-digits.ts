import { randomBytes } from './random.ts';

/** Decimal digits, uniform to within 2^-40, leading zeros kept. @param length at most 6 */
export function randomDigits(length: number): string {
  const number = new DataView(randomBytes(8).buffer).getBigUint64(0);
  return String(number % 10n ** BigInt(length)).padStart(length, '0');
}
