import type { FaultCode } from '../../schema/api/fault.ts';
import { config } from '../config.ts';
import { equal } from '../crypto/equal.ts';
import { writeBudget } from '../user/factors/factor-rows.ts';
import type { FactorMethod } from './factor-method.ts';
import { mailedCode } from './mailed-code.ts';

/** A 6-digit code that was sent, by mail or by text message. The code itself is spent by closing its challenge. */
export const sentDigits = (shape: FaultCode): FactorMethod<null, true> => ({
  shape,

  parse(code) {
    const digits = code.replace(/[\s-]/g, '');
    return /^\d{6}$/.test(digits) ? digits : null;
  },

  secret: () => null,

  judge: ({ challenge, code }) => (equal(mailedCode(config.keyRing, challenge.id), code) ? true : null),

  accept: (user, { factor, budget, budgetChanged, seq }) =>
    budgetChanged ? writeBudget(user, factor, budget, seq) : factor,
});
