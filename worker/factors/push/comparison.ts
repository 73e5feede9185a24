import { equal } from '../../crypto/equal.ts';
import type { FactorMethod } from '../factor-method.ts';

/**
 * What the screens of a push device and of its set-up show alike. Drawn by the service when the device joins, so
 * that nobody can make a device whose comparison is another's. The page sends it once the person has said that
 * both are the same.
 */
export const comparison: FactorMethod<string | null, true> = {
  shape: 'code-not-app-digits',

  parse(code) {
    const digits = code.replace(/[\s-]/g, '');
    return /^\d{6}$/.test(digits) ? digits : null;
  },

  secret: (_user, challenge) => challenge.number,

  judge: ({ secret, code }) => (secret !== null && equal(secret, code) ? true : null),

  accept: (_user, { factor }) => factor,
};
