import type { RecoveryPath } from '../../../schema/recovery-path.ts';
import type { RecoveryRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { randomId } from '../../crypto/random.ts';
import { RECOVERY_MEMORY_MS, RECOVERY_READY_MS, RECOVERY_SESSION_MS } from '../../policy/limits.ts';
import { recoveryDelay, recoveryPause } from '../../policy/recovery-policy.ts';
import { Refused } from '../../refused.ts';
import type { User } from '../user.ts';

/**
 * Recoveries (docs/recovery.md). Of those that wait at most one is open at a time; one by a recovery code, or that an
 * administrator is behind, does not wait, and is open as long as the session that carries it out. When one is ready, and when it is over, is
 * said by its stored instants, whatever the alarm did.
 */

const open = (user: User) =>
  user.sql.all<RecoveryRow>(
    'SELECT * FROM recoveries WHERE ended_at IS NULL AND expires_at > ? ORDER BY requested_at DESC, id',
    now(),
  );

/** Those that are open, the newest first. */
export const openRecoveries = (user: User) => (user.account!.recovering ? open(user) : []);

/** The one that waits, or that waited and is ready. */
export const delayedRecovery = (user: User) => openRecoveries(user).find(({ path }) => waits(path));

/** Those that do not wait are over with the session that carries them out. */
const waits = (path: RecoveryPath) => path === 'method' || path === 'method-after-reset';

export const openRecovery = (user: User, id: string | null) =>
  openRecoveries(user).find((row) => row.id === id);

export const recoveryRow = (user: User, id: string) =>
  user.sql.one<RecoveryRow>('SELECT * FROM recoveries WHERE id = ?', id);

/** Makes one. What was open and is of its kind was looked for before. */
export function insertRecovery(user: User, path: RecoveryPath, seq: number, id = randomId()): RecoveryRow {
  const at = now();
  const readyAt = at + recoveryDelay(path, config.recoveryDelayMs);
  const lifetime = waits(path) ? RECOVERY_READY_MS : RECOVERY_SESSION_MS;
  const told = readyAt <= at ? 1 : 0;
  user.updateAccount('recovering = 1');
  return user.sql.one<RecoveryRow>(
    `INSERT INTO recoveries (id, path, requested_at, ready_at, expires_at, told_ready, seq)
       VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING *`,
    id,
    path,
    at,
    readyAt,
    readyAt + lifetime,
    told,
    seq,
  )!;
}

/** Ends one. @returns whether it was this call that did */
export function endRecovery(
  user: User,
  id: string,
  outcome: NonNullable<RecoveryRow['outcome']>,
  seq: number,
): boolean {
  const ended = user.sql.changed(
    'UPDATE recoveries SET ended_at = ?, outcome = ?, seq = ? WHERE id = ? AND ended_at IS NULL',
    now(),
    outcome,
    seq,
    id,
  );
  // A session that carried it out, and one that only knows of it, are over with it.
  user.sql.all(
    `UPDATE sessions SET ended_at = ?, seq = ? WHERE recovery_id = ? AND stage <> 'full' AND ended_at IS NULL`,
    now(),
    seq,
    id,
  );
  if (!user.sql.one('SELECT 1 FROM recoveries WHERE ended_at IS NULL')) user.updateAccount('recovering = 0');
  return ended;
}

/**
 * The password was reset by mail while a recovery was open: what was proven with the old one is worth less, so
 * it waits as if it began now with this one. One by a recovery code ends with its session.
 */
export function postponeRecoveries(user: User, seq: number): void {
  for (const { id, path, ready_at } of openRecoveries(user)) {
    if (!waits(path)) endRecovery(user, id, 'left', seq);
    if (path !== 'method') continue;
    const readyAt = Math.max(ready_at, now() + recoveryDelay('method-after-reset', config.recoveryDelayMs));
    user.sql.all(
      `UPDATE recoveries SET path = 'method-after-reset', ready_at = ?, expires_at = ?, told_ready = 0, seq = ?
         WHERE id = ?`,
      readyAt,
      readyAt + RECOVERY_READY_MS,
      seq,
      id,
    );
  }
}

/** @throws Refused recovery-paused: one was cancelled not long ago */
export function requireNoPause(user: User): void {
  const cancelled = user.sql.all<{ ended_at: number }>(
    `SELECT DISTINCT ended_at FROM recoveries WHERE outcome = 'cancelled' AND ended_at > ? ORDER BY ended_at DESC`,
    now() - RECOVERY_MEMORY_MS,
  );
  if (!cancelled[0]) return;
  const until = cancelled[0].ended_at + recoveryPause(cancelled.length);
  if (now() < until) throw new Refused('recovery-paused', { retryAt: new Date(until).toISOString() });
}

/** What a session is shown of a recovery: one that is signed in of any, another of what it proved. */
export function recoveryFor(user: User, session: SessionRow): RecoveryRow | undefined {
  if (session.stage === 'full') return openRecoveries(user)[0];
  return session.recovery_id === null ? undefined : openRecovery(user, session.recovery_id);
}
