import { now } from '../../clock.ts';
import { Refused } from '../../refused.ts';
import { cancelHelp, helpRequestRow } from './help-requests.ts';
import { append } from '../ledger.ts';
import { endRecovery, openRecoveries, recoveryRow } from './recovery-rows.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate } from '../sessions/sessions.ts';
import { stopActs } from '../administered/stop-acts.ts';
import type { Call, User } from '../user.ts';
import { voidPass } from '../sign-in/void-pass.ts';

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
  // A change shows that its owner is in, so that no pass is needed; what administrators ask for is not his to undo by it.
  if (by === 'change') voidPass(user);
  else stopActs(user, call);
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

/** Of what a link names: a recovery, a request for help, a pass, or an act that waits. */
function stateOf(user: User, id: string): 'open' | 'cancelled' | 'over' {
  const recovery = recoveryRow(user, id);
  if (recovery?.outcome === 'cancelled') return 'cancelled';
  if (recovery) return recovery.ended_at === null && now() < recovery.expires_at ? 'open' : 'over';
  const state =
    helpRequestRow(user, id)?.state ??
    user.sql.one<{ state: string }>('SELECT state FROM pending_acts WHERE id = ?', id)?.state ??
    (passIsOpen(user, id) ? 'open' : 'over');
  if (state === 'cancelled') return state;
  return ['open', 'waiting', 'approved'].includes(state) ? 'open' : 'over';
}

/** A pass that can be used by now or later, or that opened what is under way. */
const passIsOpen = (user: User, id: string) =>
  user.sql.one('SELECT 1 FROM passes WHERE id = ? AND expires_at > ?', id, now()) !== undefined ||
  openRecoveries(user).some(
    (recovery) =>
      recovery.path === 'pass' &&
      user.sql.one(
        `SELECT 1 FROM events WHERE type = 'pass.used' AND json_extract(detail, '$.recovery') = ?
           AND json_extract(detail, '$.pass') = ?`,
        recovery.id,
        id,
      ),
  );

/**
 * The link of a mail: it names one of these. That one being open, everything that is open is cancelled: who says
 * that it was not him means all of it. Doing it twice is the same as once.
 * @throws Refused recovery-over: it was completed, or ran out
 */
export function cancelByLink(user: User, call: Call, id: string): void {
  if (!user.account) throw new Refused('recovery-over');
  const state = stateOf(user, id);
  if (state === 'cancelled') return;
  if (state !== 'open') throw new Refused('recovery-over');
  user.transaction(() => {
    cancelRecoveries(user, call, 'link');
    cancelHelp(user, call);
  });
}
