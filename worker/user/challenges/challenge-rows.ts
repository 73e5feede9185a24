import { because } from '../../../schema/api/reason.ts';
import type { Method } from '../../../schema/api/method.ts';
import type { ChallengePurpose } from '../../../schema/challenge-purpose.ts';
import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { DAY, now } from '../../clock.ts';
import { randomId } from '../../crypto/random.ts';
import { KEEP_ENDED_MS, TRIES_PER_CHALLENGE } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import type { User } from '../user.ts';

export interface NewChallenge {
  id?: string;
  purpose: ChallengePurpose;
  method: Method;
  lifetime: number;
  sessionId?: string;
  factorId?: string;
  name?: string;
  address?: string | null;
  sealed?: string | null;
  mediation?: ChallengeRow['mediation'];
  destination?: string | null;
  number?: string | null;
}

export function insertChallenge(user: User, challenge: NewChallenge): ChallengeRow {
  const {
    id = randomId(),
    purpose,
    method,
    lifetime,
    sessionId,
    factorId,
    name,
    address,
    sealed,
    mediation,
    destination,
    number,
  } = challenge;
  const at = now();
  return user.sql.one<ChallengeRow>(
    `INSERT INTO challenges (id, purpose, method, session_id, factor_id, name, address, sealed, mediation,
       destination, number, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
    id,
    purpose,
    method,
    sessionId ?? null,
    factorId ?? null,
    name ?? null,
    address ?? null,
    sealed ?? null,
    mediation ?? null,
    destination ?? null,
    number ?? null,
    at,
    at + lifetime,
  )!;
}

export function challengeRow(user: User, id: string): ChallengeRow | undefined {
  if (user.kept.challenge?.id === id) return user.kept.challenge;
  const challenge = user.sql.one<ChallengeRow>('SELECT * FROM challenges WHERE id = ?', id);
  user.keep({ challenge });
  return challenge;
}

/**
 * A challenge that still takes an answer, of this session (null: of a flow without one).
 * @throws Refused not-found: unknown, of another session or purpose; code-expired: too old, answered, replaced
 * or guessed at too often, and all of it where there is no session
 */
export function openChallenge(
  user: User,
  id: string,
  sessionId: string | null,
  purposes: readonly ChallengePurpose[],
) {
  // A stand-in that was dropped meanwhile has no tables.
  const row = user.account && challengeRow(user, id);
  const known = row && row.session_id === sessionId && purposes.includes(row.purpose);
  // A flow names what its token seals: one that is not here any more is over, as it is where the row was kept.
  if (!known && sessionId !== null) throw new Refused('not-found');
  const open =
    known && row.closed_at === null && now() < row.expires_at && row.wrong < TRIES_PER_CHALLENGE[row.method];
  if (!open) throw new Refused('code-expired', because('ask-for-a-new-code'));
  return row;
}

/** Closes what a newer challenge of the same session replaces. */
export function supersede(
  user: User,
  sessionId: string,
  purposes: readonly ChallengePurpose[],
  method: Method | null,
): void {
  user.sql.all(
    `UPDATE challenges SET closed_at = ?1 WHERE session_id = ?2 AND closed_at IS NULL
       AND purpose IN (SELECT value FROM json_each(?3)) AND (?4 IS NULL OR method = ?4)`,
    now(),
    sessionId,
    JSON.stringify(purposes),
    method,
  );
}

/** Closes a challenge. @returns whether it was this call that did */
export const closeChallenge = (user: User, id: string) =>
  user.sql.changed('UPDATE challenges SET closed_at = ? WHERE id = ? AND closed_at IS NULL', now(), id);

/** One statement's worth of a wrong answer. */
export const countWrong = (user: User, id: string) =>
  user.sql.one<ChallengeRow>('UPDATE challenges SET wrong = wrong + 1 WHERE id = ? RETURNING *', id)!;

/** Drops what is long over; called where a challenge is made, so the table stays small. */
export function prune(user: User): void {
  const before = now() - KEEP_ENDED_MS;
  user.sql.all('DELETE FROM challenges WHERE expires_at < ?', before);
  user.sql.all('DELETE FROM sends WHERE at <= ?', now() - DAY);
}
