import type { Method } from '../../schema/api/method.ts';
import type { ChallengeRow } from '../../schema/user-tables.ts';
import { Refused } from '../refused.ts';
import { email } from './email.ts';
import type { FactorMethod } from './factor-method.ts';
import { comparison } from './push/comparison.ts';
import { recoveryCode } from './recovery-code.ts';
import { resetCode } from './reset-code.ts';
import { sms } from './sms.ts';
import { totp } from './totp.ts';

/** Every method that is answered with a code. A new one joins by its file and a line here. */
const CODE_METHODS = {
  totp,
  push: comparison,
  sms,
  email,
  'recovery-code': recoveryCode,
} as const satisfies Partial<Record<Method, unknown>>;

/** The method that judges the answers to a challenge. */
export function codeMethodFor({ method, purpose }: ChallengeRow): FactorMethod<unknown, unknown> {
  if (method === 'password' || method === 'passkey') throw new Refused('method-not-available');
  if (method === 'push' && purpose !== 'enrollment') throw new Refused('method-not-available');
  const found = purpose === 'password-reset' ? resetCode : CODE_METHODS[method];
  return found as FactorMethod<unknown, unknown>;
}
