import type { Stage } from '../../schema/api/session.ts';
import type { SessionRow } from '../../schema/user-tables.ts';
import { now } from '../clock.ts';
import { digest } from '../crypto/digest.ts';
import { equal } from '../crypto/equal.ts';
import { randomId, randomBytes } from '../crypto/random.ts';
import { toBase64Url } from '../crypto/base64.ts';
import type { Proof } from '../policy/levels.ts';
import { levelOf, requiredLevel } from '../policy/levels.ts';
import {
  LAST_SEEN_GRAIN_MS,
  REAUTHENTICATION_MS,
  SECOND_STEP_MS,
  SESSION_ABSOLUTE_MS,
  SESSION_IDLE_MS,
} from '../policy/limits.ts';
import { Refused } from '../refused.ts';
import { twoStepOn } from './factor-rows.ts';
import type { Call, User } from './user.ts';

/** What the cookie carries beside the user's id. */
export interface SessionToken {
  id: string;
  secret: string;
}

/**
 * What a request needs: `half`: a session whose second step may still be owed; `full`: a finished sign-in;
 * `fresh`: also the account's level, and a proof not older than 5 minutes, as every change does.
 */
export type Need = 'half' | 'full' | 'fresh';

export const newSecret = () => toBase64Url(randomBytes(32));

export const methodsOf = (session: SessionRow) => session.methods.split(' ').filter(Boolean) as Proof[];

/**
 * The live session that a token names.
 * @param orRecovery whether one of account recovery will do, as for setting up a new second step
 * @throws Refused not-signed-in, second-factor-required, recovery-session, level-too-low, reauthentication-required
 */
export function authenticate(
  user: User,
  token: SessionToken | null,
  need: Need,
  orRecovery = false,
): SessionRow {
  const row = user.account && token && sessionRow(user, token.id);
  if (!row || !equal(row.secret_hash, digest(token.secret)) || !live(row, now()))
    throw new Refused('not-signed-in');
  if (need === 'half') return row;
  if (row.stage === 'recovery' && orRecovery) return row;
  if (row.stage === 'recovery') throw new Refused('recovery-session');
  if (row.stage !== 'full') throw new Refused('second-factor-required');
  if (need === 'full') return row;
  if (row.level < requiredLevel(twoStepOn(user))) throw new Refused('level-too-low');
  if (now() - row.reauthenticated_at > REAUTHENTICATION_MS) throw new Refused('reauthentication-required');
  return row;
}

/**
 * A session that was authenticated before something was waited for, as it is by now.
 * @throws Refused not-signed-in: it ended meanwhile, or got another secret
 */
export function stillAuthenticated(user: User, { id, secret_hash }: SessionRow): SessionRow {
  const row = user.account && sessionRow(user, id);
  if (!row || row.secret_hash !== secret_hash || !live(row, now())) throw new Refused('not-signed-in');
  return row;
}

/** A session's row, live or not. */
export function sessionRow(user: User, id: string): SessionRow | undefined {
  if (user.kept.session?.id === id) return user.kept.session;
  const session = user.sql.one<SessionRow>('SELECT * FROM sessions WHERE id = ?', id);
  user.keep({ session });
  return session;
}

const live = (row: SessionRow, at: number) =>
  row.ended_at === null && at < row.expires_at && at - row.last_seen_at < SESSION_IDLE_MS;

/** Notes that a session was used; writes at most once a minute. */
export function touch(user: User, session: SessionRow): void {
  if (now() - session.last_seen_at < LAST_SEEN_GRAIN_MS) return;
  user.sql.all('UPDATE sessions SET last_seen_at = ? WHERE id = ?', now(), session.id);
}

/** @param deviceId the remembered device that stands in for the second step */
export function openSession(
  user: User,
  call: Call,
  stage: Stage,
  methods: Proof[],
  seq: number,
  id: string,
  deviceId: string | null = null,
): SessionToken {
  const secret = newSecret();
  const at = now();
  user.sql.all(
    `INSERT INTO sessions (id, secret_hash, stage, level, methods, created_at, last_seen_at, expires_at,
       reauthenticated_at, ip, user_agent, place, seq, device_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    digest(secret),
    stage,
    levelOf(methods),
    methods.join(' '),
    at,
    at,
    at + (stage === 'full' ? SESSION_ABSOLUTE_MS : SECOND_STEP_MS),
    at,
    call.ip,
    call.userAgent,
    call.place,
    seq,
    deviceId,
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
    expires_at: session.created_at + SESSION_ABSOLUTE_MS,
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
