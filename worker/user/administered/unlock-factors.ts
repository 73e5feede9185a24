import { now } from '../../clock.ts';
import { Refused } from '../../refused.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';

/**
 * Ends the waits after wrong tries. The counts stay: the next wait is a longer one, and a factor whose year's tries
 * are spent stays off until it is set up anew (63B-4 3.2.2). Nor does it open an account that its owner locked ('This
 * was not me'): whoever he locked out may be who is on the phone, so that takes his mailbox.
 * @returns whether anything waited
 * @throws Refused account-locked
 */
export function unlockFactors(user: User, call: Call, actor: Actor): boolean {
  if (user.account!.locked_at !== null) throw new Refused('account-locked');
  const locked = activeFactors(user).filter(({ locked_until }) => locked_until > now());
  const devices = user.sql.changed('UPDATE devices SET locked_until = 0 WHERE locked_until > ?', now());
  if (locked.length === 0 && !devices) return false;
  const names = JSON.stringify(locked.map(({ name }) => name));
  const seq = append(user, call, { type: 'factors.unlocked', detail: { ...by(actor), factors: names } });
  user.sql.all(
    `UPDATE factors SET locked_until = 0, seq = ? WHERE state = 'active' AND locked_until > ?`,
    seq,
    now(),
  );
  return true;
}
