import type {
  EventRow,
  FactorRow,
  HelpRequestRow,
  PendingActRow,
  SessionRow,
} from '../../schema/user-tables.ts';
import { now } from '../clock.ts';
import { KEEP_ENDED_MS, PROJECTION_BATCH } from '../policy/limits.ts';
import { loadOnce } from '../load-once.ts';
import { codesDue, deliverCodes } from './sending/deliver-codes.ts';
import { deliverNotices, noticesDue } from './sending/deliver-notices.ts';
import { accountState } from './account/account-state.ts';
import { onceAtATime } from './once-at-a-time.ts';
import type { User } from './user.ts';

/**
 * The ledger is the outbox. A cursor in the account's row says how far it was projected, another how far its
 * notices got; codes go by the state of their challenges. Each is moved after the work is done, so a crash
 * repeats the work: a message leaves at least once (with the same code), and D1 applies a batch once, by
 * (user, epoch, seq).
 */

const projection = loadOnce(() => import('../directory/project.ts'));

/** Whether a message is still to be sent. */
export const messagesDue = (user: User) => codesDue(user) || noticesDue(user);

/**
 * Sends what is due, and waits for what is being sent already. What failed is still due afterwards.
 * @param again whether what failed before is tried again: the alarm does, at its pace
 */
export async function deliver(user: User, env: Env, again: boolean): Promise<void> {
  if (!user.account) return;
  const notices = again || user.account.delivery_tries === 0;
  await Promise.all([
    deliverCodes(user, env, again),
    notices && onceAtATime(user, 'notices', () => deliverNotices(user, env)),
  ]);
}

/**
 * Writes what changed since the last time to D1, batch after batch.
 * @throws Error when D1 refuses; nothing is lost, the alarm tries again
 */
export async function projectChanges(user: User, env: Env): Promise<void> {
  const { project } = await projection();
  for (;;) {
    const { home, epoch, projected_seq } = user.account!;
    const events = user.sql.all<EventRow>(
      'SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
      projected_seq,
      PROJECTION_BATCH,
    );
    const seq = events.at(-1)?.seq;
    if (seq === undefined) return;
    const changed = <Row>(table: string) =>
      user.sql.all<Row>(`SELECT * FROM ${table} WHERE seq > ?`, projected_seq);
    await project(env.DB, {
      userId: home,
      epoch,
      seq,
      events,
      account: accountState(user),
      factors: changed<FactorRow>('factors').filter((factor) => factor.state !== 'pending'),
      sessions: changed<SessionRow>('sessions'),
      helpRequests: changed<HelpRequestRow>('help_requests'),
      pendingActs: changed<PendingActRow>('pending_acts'),
    });
    user.updateAccount('projected_seq = max(projected_seq, ?)', seq);
  }
}

/** As `projectChanges`, and when each live session was last seen, which no event tells. */
export async function projectAll(user: User, env: Env): Promise<void> {
  await projectChanges(user, env);
  const sessions = user.sql.all<SessionRow>('SELECT * FROM sessions WHERE ended_at IS NULL');
  if (sessions.length === 0) return;
  const { project } = await projection();
  const { home, epoch, projected_seq: seq } = user.account!;
  const account = accountState(user);
  await project(env.DB, {
    userId: home,
    epoch,
    seq,
    account,
    sessions,
    events: [],
    factors: [],
    helpRequests: [],
    pendingActs: [],
  });
}

/** Drops what is over and has been projected; the ledger itself stays. */
export function tidy(user: User): void {
  const { projected_seq } = user.account!;
  const before = now() - KEEP_ENDED_MS;
  user.transaction(() => {
    user.sql.all(
      'DELETE FROM sessions WHERE seq <= ?1 AND (ended_at < ?2 OR expires_at < ?2)',
      projected_seq,
      before,
    );
    user.sql.all(`DELETE FROM factors WHERE state = 'removed' AND seq <= ?`, projected_seq);
    user.sql.all(`DELETE FROM factors WHERE state = 'pending' AND expires_at < ?`, before);
  });
}
