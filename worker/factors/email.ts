import { config } from '../config.ts';
import { equal } from '../crypto/equal.ts';
import { writeBudget } from '../user/factor-rows.ts';
import type { FactorMethod } from './factor-method.ts';
import { mailedCode } from './mailed-code.ts';

/** A 6-digit code that was mailed. It proves an address; it is no factor and raises no level. */
export const email: FactorMethod<null, true> = {
  shape: 'code-not-mailed-digits',

  parse(code) {
    const digits = code.replace(/[\s-]/g, '');
    return /^\d{6}$/.test(digits) ? digits : null;
  },

  secret: () => null,

  judge: ({ challenge, code }) => (equal(mailedCode(config.keyRing, challenge.id), code) ? true : null),

  // The code itself is spent by closing its challenge.
  accept: (user, { factor, budget, budgetChanged, seq }) =>
    budgetChanged ? writeBudget(user, factor, budget, seq) : factor,
};
