import type { SessionRow as SessionRowView } from '../../../schema/api/session.ts';
import type { SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { Refused } from '../../refused.ts';
import { loadDeviceNames } from '../sign-in/describe-device.ts';
import { append } from '../ledger.ts';
import type { SessionToken } from './sessions.ts';
import { authenticate, endSessions, liveSessions, touch } from './sessions.ts';
import type { Call, User } from '../user.ts';
import { sessionRowView } from '../views.ts';

/** The live finished sessions, the current one first, then by last use. */
export async function listSessions(user: User, token: SessionToken | null): Promise<SessionRowView[]> {
  await loadDeviceNames();
  const current = authenticate(user, token, 'full');
  touch(user, current);
  return liveSessions(user, current.id).map((row) => sessionRowView(row, current.id));
}

/** Ends one session. @throws Refused not-found */
export function endSession(user: User, call: Call, token: SessionToken | null, id: string): number {
  const current = authenticate(user, token, 'fresh');
  return user.transaction(() => {
    const live = user.sql.one('SELECT 1 FROM sessions WHERE id = ? AND ended_at IS NULL', id);
    if (!live) throw new Refused('not-found');
    const seq = append(user, call, {
      type: 'session.ended',
      sessionId: current.id,
      detail: { reason: 'ended', ended: id },
    });
    user.sql.all('UPDATE sessions SET ended_at = ?, seq = ? WHERE id = ?', now(), seq, id);
    return 1;
  });
}

/** Ends every session but this one. @returns how many */
export function endOtherSessions(user: User, call: Call, token: SessionToken | null): number {
  const current = authenticate(user, token, 'fresh');
  return user.transaction(() => {
    const seq = append(user, call, { type: 'sessions.ended', sessionId: current.id });
    return endSessions(user, seq, current.id);
  });
}

/** Signs out: what the cookie names is over. It needs no proof, and an unknown session is no error. */
export function signOut(user: User, call: Call, token: SessionToken | null): void {
  let current: SessionRow;
  try {
    current = authenticate(user, token, 'half');
  } catch (error) {
    if (error instanceof Refused) return;
    throw error;
  }
  user.transaction(() => {
    const seq = append(user, call, {
      type: 'session.ended',
      sessionId: current.id,
      detail: { reason: 'signed-out' },
    });
    user.sql.all('UPDATE sessions SET ended_at = ?, seq = ? WHERE id = ?', now(), seq, current.id);
  });
}
