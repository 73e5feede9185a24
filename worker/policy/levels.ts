import type { Method } from '../../schema/api/method.ts';
import type { Level } from '../../schema/api/session.ts';

type Category = 'known' | 'held';

/**
 * What kind of thing each method proves. E-mail proves none (63B-4 3.1.3.1: e-mail SHALL NOT be used for
 * out-of-band authentication). A recovery code is written down like a password: with one it makes two
 * factors, not two categories.
 */
const CATEGORY: Record<Method, Category | null> = {
  password: 'known',
  totp: 'held',
  email: null,
  'recovery-code': 'known',
};

/** The assurance level of what was proven: 0 nothing, 1 one factor, 2 two, 3 two of different categories. */
export function levelOf(methods: readonly Method[]): Level {
  const factors = [...new Set(methods)].filter((method) => CATEGORY[method]);
  if (factors.length < 2) return factors.length as Level;
  return new Set(factors.map((method) => CATEGORY[method])).size > 1 ? 3 : 2;
}

/** The level that changes to an account ask for: two factors once it has two. */
export const requiredLevel = (twoStep: boolean): Level => (twoStep ? 2 : 1);

const AMR: Record<Method, string | null> = {
  password: 'pwd',
  totp: 'otp',
  email: null,
  'recovery-code': 'otp',
};

/** RFC 8176 values for what was proven; `mfa` only with two factors. */
export function amrOf(methods: readonly Method[]): string[] {
  const amr = new Set(methods.map((method) => AMR[method]).filter((value) => value !== null));
  if (levelOf(methods) >= 2) amr.add('mfa');
  return [...amr];
}
