import { describe, expect, test } from 'vitest';
import type { Method } from '../../schema/api/method.ts';
import { METHODS } from '../../schema/api/method.ts';
import { amrOf, levelOf, requiredLevel } from '../../worker/policy/levels.ts';

describe('assurance levels', () => {
  test.each<[Method[], number, string[]]>([
    [[], 0, []],
    [['email'], 0, []],
    [['password'], 1, ['pwd']],
    [['totp'], 1, ['otp']],
    [['recovery-code'], 1, ['otp']],
    [['password', 'password'], 1, ['pwd']],
    [['password', 'recovery-code'], 2, ['pwd', 'otp', 'mfa']],
    [['password', 'totp'], 3, ['pwd', 'otp', 'mfa']],
    [['totp', 'recovery-code'], 3, ['otp', 'mfa']],
    [['password', 'email'], 1, ['pwd']],
    [['password', 'totp', 'email'], 3, ['pwd', 'otp', 'mfa']],
  ])('%j is level %i, amr %j', (methods, level, amr) => {
    expect(levelOf(methods)).toBe(level);
    expect(amrOf(methods)).toEqual(amr);
  });

  const subsets = Array.from({ length: 2 ** METHODS.length }, (_, bits) =>
    METHODS.filter((method) => bits & (1 << METHODS.indexOf(method))),
  );

  test('C7 e-mail never raises a level and never adds to amr', () => {
    for (const methods of subsets) {
      expect(levelOf([...methods, 'email'])).toBe(levelOf(methods));
      expect(amrOf([...methods, 'email'])).toEqual(amrOf(methods));
    }
  });

  test('mfa is said with two factors, and only then', () => {
    for (const methods of subsets)
      expect(amrOf(methods).includes('mfa'), methods.join()).toBe(levelOf(methods) >= 2);
  });

  test('one more method never lowers a level, and order does not matter', () => {
    for (const methods of subsets) {
      for (const more of METHODS)
        expect(levelOf([...methods, more])).toBeGreaterThanOrEqual(levelOf(methods));
      expect(levelOf(methods.toReversed())).toBe(levelOf(methods));
    }
  });

  test('changes ask for two factors once an account has two', () => {
    expect([requiredLevel(false), requiredLevel(true)]).toEqual([1, 2]);
  });
});
