import type { RecoveryRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { RECOVERY_MEMORY_MS } from '../../policy/limits.ts';
import { undecided } from '../administered/pending-act-rows.ts';
import { append } from '../ledger.ts';
import { NOBODY } from '../nobody.ts';
import { endRecovery } from './recovery-rows.ts';
import type { User } from '../user.ts';

const unended = (user: User) => user.sql.all<RecoveryRow>('SELECT * FROM recoveries WHERE ended_at IS NULL');

/**
 * What time alone brings about, for the object's alarm: tells that a recovery became ready, and notes that one
 * ran out. Whether it is ready, or over, does not wait for this.
 */
export function tendRecoveries(user: User): void {
  if (!user.account!.recovering) return;
  user.transaction(() => {
    for (const { id, ready_at, expires_at, told_ready } of unended(user)) {
      if (now() >= expires_at) {
        const seq = append(user, NOBODY, { type: 'account.recovery-expired', detail: { recovery: id } });
        endRecovery(user, id, 'expired', seq);
      } else if (now() >= ready_at && !told_ready) {
        const detail = { recovery: id, expiresAt: expires_at };
        const seq = append(user, NOBODY, { type: 'account.recovery-ready', detail });
        user.sql.all('UPDATE recoveries SET told_ready = 1, seq = ? WHERE id = ?', seq, id);
      }
    }
    const before = now() - RECOVERY_MEMORY_MS;
    user.sql.all('DELETE FROM recoveries WHERE ended_at < ?', before);
    user.sql.all('DELETE FROM help_requests WHERE closed_at < ?', before);
  });
}

/** When there is something to tend next; null: nothing. */
export function nextTending(user: User): number | null {
  if (!user.account?.recovering && !user.account?.acts_wait) return null;
  const instants = [
    ...unended(user).map((row) => (row.told_ready ? row.expires_at : row.ready_at)),
    ...undecided(user).map((row) => row.ready_at ?? row.expires_at),
  ];
  return instants.length > 0 ? Math.min(...instants) : null;
}
