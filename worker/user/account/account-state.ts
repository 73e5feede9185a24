import type { SecondStep } from '../../../schema/api/person.ts';
import { SECOND_STEP_METHODS } from '../../../schema/api/method.ts';
import { LOCKED_BY_OWNER } from '../../../schema/tables.ts';
import type { AccountState } from '../../directory/project.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import { codesLeft } from '../factors/recovery-codes.ts';
import { rememberedDevices } from '../sessions/remembered-devices.ts';
import type { User } from '../user.ts';

/** What D1 is told of an account as it is now, for the administrators' lists. */
export const accountState = (user: User): AccountState => ({
  name: user.account!.name,
  secondStep: strongestSecondStep(user),
  recoveryCodesLeft: codesLeft(user),
  lockedUntil: lockedUntil(user),
  lastSignInAt: user.sql.one<{ at: number | null }>(
    `SELECT max(created_at) AS at FROM sessions WHERE stage = 'full'`,
  )!.at,
  rememberedDevices: rememberedDevices(user).map(
    ({ id, created_at, last_used_at, expires_at, ip, user_agent, place }) => ({
      id,
      created_at,
      last_used_at,
      expires_at,
      ip,
      user_agent,
      place,
    }),
  ),
});

const strongestSecondStep = (user: User): SecondStep =>
  SECOND_STEP_METHODS.find((method) => activeFactors(user, method).length > 0) ?? 'none';

const lockedUntil = (user: User): number =>
  user.account!.locked_at !== null
    ? LOCKED_BY_OWNER
    : Math.max(0, ...activeFactors(user).map(({ locked_until }) => locked_until));
