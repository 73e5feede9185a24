import { now } from '../../clock.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import { voidPass } from '../sign-in/void-pass.ts';

/**
 * Its owner stops what administrators are about to do, or let in, within the caller's transaction: a pass, and acts
 * that wait. @returns whether there was anything
 */
export function stopActs(user: User, call: Call): boolean {
  const pass = voidPass(user);
  if (!pass && !user.account!.acts_wait) return false;
  const seq = append(user, call, { type: 'account.act-ended', detail: { outcome: 'cancelled', pass } });
  user.sql.all(
    `UPDATE pending_acts SET state = 'cancelled', decided_at = ?, seq = ? WHERE state IN ('waiting', 'approved')`,
    now(),
    seq,
  );
  user.updateAccount('acts_wait = 0');
  return true;
}
