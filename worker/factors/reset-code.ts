import { config } from '../config.ts';
import { equal } from '../crypto/equal.ts';
import { parseCrockford } from './crockford.ts';
import type { FactorMethod } from './factor-method.ts';
import { mailedResetCode } from './mailed-code.ts';

/** The code of a password reset: 8 letters and digits that were mailed. It opens no session. */
export const resetCode: FactorMethod<null, true> = {
  shape: 'code-not-reset-code',
  parse: (code) => parseCrockford(code, 8),
  secret: () => null,
  judge: ({ challenge, code }) => (equal(mailedResetCode(config.keyRing, challenge.id), code) ? true : null),
  accept: (_, { factor }) => factor,
};
