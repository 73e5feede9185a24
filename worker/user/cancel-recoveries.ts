import { now } from '../clock.ts';
import { Refused } from '../refused.ts';
import { cancelHelp, helpRequestRow } from './help-requests.ts';
import { append } from './ledger.ts';
import { endRecovery, openRecoveries, recoveryRow } from './recovery-rows.ts';
import type { SessionToken } from './sessions.ts';
import { authenticate } from './sessions.ts';
import type { Call, User } from './user.ts';

/**
 * Why a recovery is cancelled: by a mail's link; in a session; by a lock ('This was not me'); or by a change that
 * only somebody makes who has lost nothing: then no pause follows.
 */
export type Cancelling = 'link' | 'session' | 'lock' | 'change';

/**
 * Cancels every recovery that is open, for good, and starts the pause before the next, within the caller's
 * transaction: its sessions end, and nothing that it was begun with opens it any more.
 * @param sessionId the session in which it is cancelled
 * @returns whether there was one
 */
export function cancelRecoveries(user: User, call: Call, by: Cancelling, sessionId?: string): boolean {
  const rows = openRecoveries(user);
  if (rows.length === 0) return false;
  const seq = append(user, call, { type: 'account.recovery-cancelled', sessionId, detail: { by } });
  for (const { id } of rows) endRecovery(user, id, by === 'change' ? 'left' : 'cancelled', seq);
  user.sql.all(`UPDATE challenges SET closed_at = ? WHERE purpose = 'recovery' AND closed_at IS NULL`, now());
  return true;
}

/** 'Stop it' in a session that is signed in. Where there is none it is no error. */
export function cancelInSession(user: User, call: Call, token: SessionToken | null): void {
  const session = authenticate(user, token, 'full');
  user.transaction(() => cancelRecoveries(user, call, 'session', session.id));
}

/**
 * The link of a mail: it names one recovery, or one request for help. That one being open, everything that is
 * open is cancelled: who says that it was not him means all of it. Doing it twice is the same as once.
 * @throws Refused recovery-over: it was completed, or ran out
 */
export function cancelByLink(user: User, call: Call, id: string): void {
  if (!user.account) throw new Refused('recovery-over');
  const recovery = recoveryRow(user, id);
  const help = recovery ? undefined : helpRequestRow(user, id);
  if (recovery?.outcome === 'cancelled' || help?.state === 'cancelled') return;
  const open = recovery ? recovery.ended_at === null && now() < recovery.expires_at : help?.state === 'open';
  if (!open) throw new Refused('recovery-over');
  user.transaction(() => {
    cancelRecoveries(user, call, 'link');
    cancelHelp(user, call);
  });
}
