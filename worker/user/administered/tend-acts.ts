import { now } from '../../clock.ts';
import { RECOVERY_MEMORY_MS } from '../../policy/limits.ts';
import { append } from '../ledger.ts';
import { NOBODY } from '../nobody.ts';
import type { User } from '../user.ts';
import { by } from './actor.ts';
import { carryOutReset } from './decide-act.ts';
import { askerOf, settle, undecided } from './pending-act-rows.ts';

/** What time alone brings about of administrators' acts, for the object's alarm: those that waited for it happen. */
export function tendActs(user: User): void {
  user.transaction(() => {
    for (const act of undecided(user)) {
      if (act.ready_at !== null && now() >= act.ready_at) carryOutReset(user, NOBODY, act, null);
      else if (now() >= act.expires_at) {
        const detail = { ...by(askerOf(act)), act: act.id, type: act.type, outcome: 'expired' };
        settle(user, act, 'expired', null, append(user, NOBODY, { type: 'account.act-ended', detail }));
      }
    }
    user.sql.all('DELETE FROM pending_acts WHERE decided_at < ?', now() - RECOVERY_MEMORY_MS);
  });
}
