import type { Stage } from '../../../schema/api/session.ts';
import type { SessionRow } from '../../../schema/user-tables.ts';
import { HOUR, MINUTE, now } from '../../clock.ts';
import { digest } from '../../crypto/digest.ts';
import { equal } from '../../crypto/equal.ts';
import { randomId, randomBytes } from '../../crypto/random.ts';
import { toBase64Url } from '../../crypto/base64.ts';
import type { Proof } from '../../policy/levels.ts';
import { levelOf, requiredLevel } from '../../policy/levels.ts';
import { LAST_SEEN_GRAIN_MS, SECOND_STEP_MS } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { twoStepOn } from '../factors/factor-rows.ts';
import { stageOf } from '../sign-in/stage-of.ts';
import type { Call, User } from '../user.ts';

/** What the cookie carries beside the user's id. */
export interface SessionToken {
  id: string;
  secret: string;
}

/**
 * What a request needs: `half`: a session whose second step may still be owed; `full`: a finished sign-in;
 * `fresh`: also the account's level, and a proof not older than policy lets it be, as every change does.
 */
export type Need = 'half' | 'full' | 'fresh';

export const newSecret = () => toBase64Url(randomBytes(32));

export const methodsOf = (session: SessionRow) => session.methods.split(' ').filter(Boolean) as Proof[];

/**
 * The live session that a token names.
 * @param toSetUp whether one that can only set up a second step will do: of account recovery too, or only one that is
 * so by policy
 * @throws Refused not-signed-in, second-factor-required, recovery-session, enrollment-required, level-too-low,
 * reauthentication-required
 */
export function authenticate(
  user: User,
  token: SessionToken | null,
  need: Need,
  toSetUp: boolean | 'by-policy' = false,
): SessionRow {
  const row = user.account && token && sessionRow(user, token.id);
  if (!row || !equal(row.secret_hash, digest(token.secret)) || !live(user, row, now()))
    throw new Refused('not-signed-in');
  if (need === 'half') return row;
  if (row.stage === 'recovery' && toSetUp === true) return row;
  if (row.stage === 'recovery') throw new Refused('recovery-session');
  if (row.stage !== 'full') throw new Refused('second-factor-required');
  if (!toSetUp && stageOf(user, row) === 'enrollment') throw new Refused('enrollment-required');
  if (need === 'full') return row;
  if (row.level < requiredLevel(twoStepOn(user))) throw new Refused('level-too-low');
  if (now() - row.reauthenticated_at > user.policy.reauthenticationMinutes * MINUTE)
    throw new Refused('reauthentication-required');
  return row;
}

/**
 * A session that was authenticated before something was waited for, as it is by now.
 * @throws Refused not-signed-in: it ended meanwhile, or got another secret
 */
export function stillAuthenticated(user: User, { id, secret_hash }: SessionRow): SessionRow {
  const row = user.account && sessionRow(user, id);
  if (!row || row.secret_hash !== secret_hash || !live(user, row, now())) throw new Refused('not-signed-in');
  return row;
}

/** A session's row, live or not. */
export function sessionRow(user: User, id: string): SessionRow | undefined {
  if (user.kept.session?.id === id) return user.kept.session;
  const session = user.sql.one<SessionRow>('SELECT * FROM sessions WHERE id = ?', id);
  user.keep({ session });
  return session;
}

const idleMs = (user: User) => user.policy.session.idleMinutes * MINUTE;
const absoluteMs = (user: User) => user.policy.session.absoluteHours * HOUR;

/** When a session ends whatever is done: as it was promised, or earlier by a policy that became stricter. */
export const endOf = (user: User, row: SessionRow) =>
  Math.min(row.expires_at, row.created_at + absoluteMs(user));

const live = (user: User, row: SessionRow, at: number) =>
  row.ended_at === null && at < endOf(user, row) && at - row.last_seen_at < idleMs(user);

/** The live finished sessions, the named one first, then by last use. */
export const liveSessions = (user: User, first: string) =>
  user.sql
    .all<SessionRow>(
      `SELECT * FROM sessions WHERE ended_at IS NULL AND stage = 'full' ORDER BY id = ? DESC, last_seen_at DESC`,
      first,
    )
    .filter((row) => live(user, row, now()));

/** Notes that a session was used; writes at most once a minute. */
export function touch(user: User, session: SessionRow): void {
  if (now() - session.last_seen_at < LAST_SEEN_GRAIN_MS) return;
  user.sql.all('UPDATE sessions SET last_seen_at = ? WHERE id = ?', now(), session.id);
}

/**
 * @param deviceId the remembered device that stands in for the second step
 * @param demand what policy says of this sign-in
 */
export function openSession(
  user: User,
  call: Call,
  stage: Stage,
  methods: Proof[],
  seq: number,
  id: string,
  deviceId: string | null = null,
  demand: SessionRow['demand'] = null,
): SessionToken {
  const secret = newSecret();
  const at = now();
  user.sql.all(
    `INSERT INTO sessions (id, secret_hash, stage, level, methods, created_at, last_seen_at, expires_at,
       reauthenticated_at, ip, user_agent, place, seq, device_id, demand)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    digest(secret),
    stage,
    levelOf(methods),
    methods.join(' '),
    at,
    at,
    at + (stage === 'full' ? absoluteMs(user) : SECOND_STEP_MS),
    at,
    call.ip,
    call.userAgent,
    call.place,
    seq,
    deviceId,
    demand,
  );
  return { id, secret };
}

/** An id for a session to come, so that its first event can name it. */
export const newSessionId = randomId;

/**
 * Raises a session by one more proven method and gives it a new secret: the old cookie is dead (ASVS 7.2.4).
 * The overall end counts from the sign-in, not from here.
 */
export function elevate(user: User, session: SessionRow, method: Proof, seq: number): SessionToken {
  const secret = newSecret();
  const methods = [...new Set([...methodsOf(session), method])];
  const raised: SessionRow = {
    ...session,
    secret_hash: digest(secret),
    stage: 'full',
    level: levelOf(methods),
    methods: methods.join(' '),
    expires_at: session.created_at + absoluteMs(user),
    last_seen_at: now(),
    reauthenticated_at: now(),
    seq,
  };
  user.sql.all(
    `UPDATE sessions SET secret_hash = ?, stage = ?, level = ?, methods = ?, expires_at = ?, last_seen_at = ?,
       reauthenticated_at = ?, seq = ? WHERE id = ?`,
    raised.secret_hash,
    raised.stage,
    raised.level,
    raised.methods,
    raised.expires_at,
    raised.last_seen_at,
    raised.reauthenticated_at,
    seq,
    session.id,
  );
  user.keep({ session: raised });
  return { id: session.id, secret };
}

/** Gives a session a new secret without changing what it proved, after a change that it made. */
export function rotate(user: User, session: SessionRow, seq: number): SessionToken {
  const secret = newSecret();
  user.sql.all(
    'UPDATE sessions SET secret_hash = ?, last_seen_at = ?, seq = ? WHERE id = ?',
    digest(secret),
    now(),
    seq,
    session.id,
  );
  return { id: session.id, secret };
}

/** Ends every live session but one (or all of them). @returns how many */
export function endSessions(user: User, seq: number, except: string | null): number {
  return user.sql.all(
    'UPDATE sessions SET ended_at = ?, seq = ? WHERE ended_at IS NULL AND id IS NOT ? RETURNING id',
    now(),
    seq,
    except,
  ).length;
}
