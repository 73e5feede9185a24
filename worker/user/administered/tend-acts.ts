import { now } from '../../clock.ts';
import { mayReset } from '../../directory/roles.ts';
import { RECOVERY_MEMORY_MS } from '../../policy/limits.ts';
import { append } from '../ledger.ts';
import { NOBODY } from '../nobody.ts';
import type { User } from '../user.ts';
import { by } from './actor.ts';
import { carryOutReset } from './decide-act.ts';
import { askerOf, settle, undecided } from './pending-act-rows.ts';

/**
 * What time alone brings about of administrators' acts, for the object's alarm: those that waited for it happen, or
 * are over where who asked may ask for it no longer.
 * @throws Error when D1, which knows the roles, does not answer
 */
export async function tendActs(user: User, db: D1Database): Promise<void> {
  const at = now();
  const permitted = new Map<string, boolean>();
  for (const { id, asked_by, ready_at } of undecided(user))
    if (ready_at !== null && at >= ready_at) permitted.set(id, await mayReset(db, asked_by, user.id));
  user.transaction(() => {
    for (const act of undecided(user)) {
      if (permitted.get(act.id)) carryOutReset(user, NOBODY, act, null);
      else if (permitted.has(act.id) || at >= act.expires_at) {
        const detail = { ...by(askerOf(act)), act: act.id, type: act.type, outcome: 'expired' };
        settle(user, act, 'expired', null, append(user, NOBODY, { type: 'account.act-ended', detail }));
      }
    }
    user.sql.all('DELETE FROM pending_acts WHERE decided_at < ?', now() - RECOVERY_MEMORY_MS);
  });
}
