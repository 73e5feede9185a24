import { describe, expect, test } from 'vitest';
import type { OtpAlgorithm } from '../../worker/factors/hotp.ts';
import { hotp } from '../../worker/factors/hotp.ts';
import { RFC_4226_COUNTS, RFC_4226_SECRET } from './vectors/rfc-4226.ts';
import { RFC_6238_SECRETS, RFC_6238_TIMES } from './vectors/rfc-6238.ts';

describe('B1 RFC 4226 appendix D', () => {
  test.each(RFC_4226_COUNTS)('count %i: %s', (counter, code) => {
    expect(hotp('SHA1', RFC_4226_SECRET, counter, 6)).toBe(code);
  });
});

describe('B1 RFC 6238 appendix B', () => {
  const vectors = RFC_6238_TIMES.flatMap(([seconds, step, codes]) =>
    Object.entries(codes).map(
      ([algorithm, code]) => [algorithm as OtpAlgorithm, seconds, step, code] as const,
    ),
  );

  test.each(vectors)('%s at %i s, step 0x%s: %s', (algorithm, seconds, step, code) => {
    expect(Math.floor(seconds / 30)).toBe(Number.parseInt(step, 16));
    expect(hotp(algorithm, RFC_6238_SECRETS[algorithm], Number.parseInt(step, 16), 8)).toBe(code);
  });
});

test('B1 the counter is 64 bits wide: beyond 2^31 and 2^32 each has a code of its own', () => {
  const counters = [
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 32 + 1,
    2 ** 40,
    Number.MAX_SAFE_INTEGER,
  ];
  const codes = counters.map((counter) => hotp('SHA512', RFC_6238_SECRETS.SHA512, counter, 8));
  expect(new Set(codes).size).toBe(counters.length);
  expect(codes[3]).not.toBe(hotp('SHA512', RFC_6238_SECRETS.SHA512, 0, 8));
});

test('leading zeros are kept, at 6, 7 and 8 digits', () => {
  for (const digits of [6, 7, 8]) {
    const codes = Array.from({ length: 2_000 }, (_, counter) =>
      hotp('SHA1', RFC_4226_SECRET, counter, digits),
    );
    expect(codes.every((code) => code.length === digits && /^\d+$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
  }
});
