import { describe, expect, test } from 'vitest';
import { toBase32 } from '../../worker/crypto/base32.ts';
import { fromBase64, toBase64Url } from '../../worker/crypto/base64.ts';
import { equal } from '../../worker/crypto/equal.ts';
import { encodeCrockford, grouped, parseCrockford } from '../../worker/factors/crockford.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

describe('base32', () => {
  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('RFC 4648 section 10: %j is %s, without padding', (text, encoded) => {
    expect(toBase32(bytes(text))).toBe(encoded);
  });

  test('20 bytes, a TOTP secret, are 32 characters', () => {
    expect(toBase32(new Uint8Array(20).fill(255))).toBe('7'.repeat(32));
    expect(toBase32(random(20))).toMatch(/^[A-Z2-7]{32}$/);
  });
});

describe('base64url', () => {
  test('comes back for any bytes, and needs no escaping', () => {
    for (let length = 0; length < 80; length++) {
      const value = random(length);
      const text = toBase64Url(value);
      expect(text).toMatch(/^[\w-]*$/);
      expect(fromBase64(text)).toEqual(value);
      expect(fromBase64(btoa(String.fromCharCode(...value)))).toEqual(value);
    }
  });

  test('anything else is undefined, not an error', () => {
    for (const value of ['*', 'a', 'ä', 'AAAA=A', null, undefined, 1, {}])
      expect(fromBase64(value)).toBeUndefined();
  });
});

describe('recovery codes, in Crockford’s base32', () => {
  const LENGTH = 16;

  test('10 bytes are 16 characters of an alphabet without I, L, O and U', () => {
    for (let i = 0; i < 200; i++) expect(encodeCrockford(random(10))).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(encodeCrockford(new Uint8Array(10))).toBe('0'.repeat(16));
    expect(encodeCrockford(new Uint8Array(10).fill(255))).toBe('Z'.repeat(16));
    expect(encodeCrockford(Uint8Array.from([0, 68, 50, 20, 199]))).toBe('01234567');
  });

  test('different bytes are different codes', () => {
    const codes = new Set(
      Array.from({ length: 256 }, (_, i) => encodeCrockford(Uint8Array.from([0, 0, i, 0, 0]))),
    );
    expect(codes.size).toBe(256);
  });

  test('are shown in groups of four', () => {
    expect(grouped('0123456789ABCDEF')).toBe('0123-4567-89AB-CDEF');
  });

  test('case, spaces, hyphens, O for 0 and I or L for 1 do not matter', () => {
    const code = '01AB-CDEF-GHJK-01VZ';
    const spellings = [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ''),
      code.replaceAll('-', ' '),
      ` ${code}\n`,
      'OIAB-CDEF-GHJK-OLVZ',
      'oiab cdef ghjk olvz',
      'o l a b c d e f g h j k 0 i v z',
    ];
    for (const spelling of spellings)
      expect(parseCrockford(spelling, LENGTH), spelling).toBe('01ABCDEFGHJK01VZ');
  });

  test('another length, another alphabet and look-alikes of other scripts are no codes', () => {
    const wrong = [
      '',
      '01ABCDEFGHJK01V',
      '01ABCDEFGHJK01VZZ',
      '01ABCDEFGHJK01VU',
      '01ABCDEFGHJK01V!',
      '０1ABCDEFGHJK01VZ',
      '01АBCDEFGHJK01VZ',
    ];
    for (const typed of wrong) expect(parseCrockford(typed, LENGTH), typed).toBeNull();
  });
});

test('equal compares whole strings', () => {
  const pairs = [
    ['', ''],
    ['a', 'a'],
    ['abc', 'abc'],
  ] as const;
  for (const [a, b] of pairs) expect(equal(a, b)).toBe(true);
  for (const [a, b] of [
    ['', 'a'],
    ['a', ''],
    ['a', 'aa'],
    ['aa', 'a'],
    ['abc', 'abd'],
    ['abab', 'ab'],
  ] as const)
    expect(equal(a, b), `${a} ${b}`).toBe(false);
});
