import type { FactorRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { afterWrong } from '../../policy/budget.ts';
import { writeBudget } from '../factors/factor-rows.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';

/** Counts a wrong try of a push device: some in a row lock it for a while, too many in a year turn it off. */
export function countWrong(
  user: User,
  call: Call,
  device: FactorRow,
  seq: number,
  sessionId: string | null,
): void {
  const about = { method: 'push', subject: device.name, sessionId: sessionId ?? undefined } as const;
  const budget = afterWrong(device, 'push', now());
  if (budget.locked_until > now()) append(user, call, { type: 'factor.locked', ...about });
  if (budget.disabled_at !== null) append(user, call, { type: 'factor.disabled', ...about });
  writeBudget(user, device, budget, seq);
}
