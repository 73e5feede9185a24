/** ITU-T E.164: one digit for +1 and +7, two for these, three for all others. */
const TWO_DIGITS = new Set(
  (
    '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 ' +
    '81 82 84 86 90 91 92 93 94 95 98'
  ).split(' '),
);

/** The country calling code of a number in E.164, without the plus sign: '33' of '+33612345678'. */
export function callingCode(number: string): string {
  const digits = number.slice(1);
  if (digits.startsWith('1') || digits.startsWith('7')) return digits[0]!;
  return digits.slice(0, TWO_DIGITS.has(digits.slice(0, 2)) ? 2 : 3);
}
