import { describe, expect, test } from 'vitest';
import { parseKeyRing } from '../../worker/crypto/key-ring.ts';
import { randomId } from '../../worker/crypto/random.ts';
import { mailedCode, mailedResetCode } from '../../worker/factors/mailed-code.ts';

const key = (fill: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)));
const ring = parseKeyRing(JSON.stringify({ current: 'k1', k1: key(1), k2: key(2) }));
const otherRing = parseKeyRing(JSON.stringify({ current: 'k2', k1: key(1), k2: key(2) }));

const MANY = 50_000;
const codes = Array.from({ length: MANY }, () => mailedCode(ring, randomId()));

/** Pearson's chi-square of how often each value came, against all alike. */
function chiSquare(values: string[], alphabet: string[]): number {
  const expected = values.length / alphabet.length;
  const counts = Map.groupBy(values, (value) => value);
  return alphabet.reduce(
    (sum, value) => sum + ((counts.get(value)?.length ?? 0) - expected) ** 2 / expected,
    0,
  );
}

const digits = [...'0123456789'];

describe('C1 mailed codes', () => {
  test('have six digits, leading zeros kept', () => {
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('00'))).toBe(true);
  });

  test.each([0, 1, 2, 3, 4, 5])('are uniform in digit %i', (place) => {
    // 9 degrees of freedom: above 40 once in 130,000 runs.
    expect(
      chiSquare(
        codes.map((code) => code[place]!),
        digits,
      ),
    ).toBeLessThan(40);
  });

  test('are uniform in their first two and in their last two digits together', () => {
    const pairs = digits.flatMap((a) => digits.map((b) => a + b));
    // 99 degrees of freedom: above 175 once in 200,000 runs.
    expect(
      chiSquare(
        codes.map((code) => code.slice(0, 2)),
        pairs,
      ),
    ).toBeLessThan(175);
    expect(
      chiSquare(
        codes.map((code) => code.slice(4)),
        pairs,
      ),
    ).toBeLessThan(175);
  });

  test('collide as often as chance has it', () => {
    // Of 50,000 out of a million about 48,770 are different; 0.03 of them is far outside of chance.
    const different = new Set(codes).size;
    expect(different).toBeGreaterThan(48_500);
    expect(different).toBeLessThan(49_050);
  });

  test('are the same for the same challenge, and others under another key', () => {
    const ids = Array.from({ length: 20 }, randomId);
    expect(ids.map((id) => mailedCode(ring, id))).toEqual(ids.map((id) => mailedCode(ring, id)));
    expect(ids.map((id) => mailedCode(otherRing, id))).not.toEqual(ids.map((id) => mailedCode(ring, id)));
  });
});

describe('password reset codes', () => {
  const resets = Array.from({ length: 20_000 }, () => mailedResetCode(ring, randomId()));
  const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

  test.each([0, 3, 7])('have eight characters, uniform in place %i', (place) => {
    expect(resets.every((code) => code.length === 8)).toBe(true);
    // 31 degrees of freedom: above 75 once in 60,000 runs.
    expect(
      chiSquare(
        resets.map((code) => code[place]!),
        alphabet,
      ),
    ).toBeLessThan(75);
  });

  test('are all different', () => {
    expect(new Set(resets).size).toBe(resets.length);
  });
});
