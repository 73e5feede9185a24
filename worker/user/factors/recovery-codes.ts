import type { RecoveryCodes, RecoveryCodesState } from '../../../schema/api/factor.ts';
import type { FactorRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { randomId } from '../../crypto/random.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import { grouped } from '../../factors/crockford.ts';
import { newRecoveryCodes, recoveryCodeHash } from '../../factors/recovery-code.ts';
import { PENDING_RECOVERY_CODES_MS, RECOVERY_CODES } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { activeFactors, twoStepOn } from './factor-rows.ts';
import { append } from '../ledger.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';
import { instant } from '../views.ts';

/**
 * A set of recovery codes is one factor row of method recovery-code. Before the first factor is confirmed the
 * set is pending: it belongs to one session, opens nothing, and is sealed so that a reload shows it again.
 */

const activeSet = (user: User) => activeFactors(user, 'recovery-code')[0];

/** How many unused codes are live. */
export const codesLeft = (user: User) =>
  user.sql.one<{ left: number }>(
    'SELECT count(*) AS left FROM recovery_codes WHERE factor_id = ? AND used_at IS NULL',
    activeSet(user)?.id ?? '',
  )!.left;

/** The live pending set of a session. */
export const pendingSet = (user: User, sessionId: string) =>
  user.sql.one<FactorRow>(
    `SELECT * FROM factors WHERE method = 'recovery-code' AND state = 'pending' AND session_id = ? AND expires_at > ?`,
    sessionId,
    now(),
  );

/**
 * Whether the next second step of this session brings new codes: where there is none yet, and in a session of
 * account recovery.
 */
export const bringsCodes = (user: User, { stage }: Pick<SessionRow, 'stage'>) =>
  stage === 'recovery' || !twoStepOn(user);

export function recoveryCodesState(
  user: User,
  session: Pick<SessionRow, 'id' | 'stage'>,
): RecoveryCodesState {
  // A recovery leads to a new set: the one that is lost is not its concern.
  const active = session.stage === 'recovery' ? undefined : activeSet(user);
  const set = active ?? pendingSet(user, session.id);
  return {
    state: active ? 'active' : set ? 'pending' : 'none',
    remaining: active ? codesLeft(user) : set ? RECOVERY_CODES : 0,
    total: RECOVERY_CODES,
    generatedAt: set ? instant(set.created_at) : null,
  };
}

/**
 * With two-step verification on: a new set, and the old one is dead. While it is being set up, and in a session
 * of account recovery: the session's pending set, made when there is none.
 * @returns the codes in groups; once active they are never answered again
 */
export async function makeRecoveryCodes(
  user: User,
  call: Call,
  token: SessionToken | null,
): Promise<RecoveryCodes> {
  const session = authenticate(user, token, 'fresh', true);
  const pending = pendingSet(user, session.id);
  if (bringsCodes(user, session) && pending) return view(user, session, await openPending(user, pending));

  const id = randomId();
  const codes = newRecoveryCodes();
  const sealed = await seal(
    config.keyRing,
    `${user.id}/${id}`,
    new TextEncoder().encode(JSON.stringify(codes)),
  );
  authenticate(user, token, 'fresh', true);
  user.transaction(() => {
    if (bringsCodes(user, session)) insertPending(user, session, id, sealed);
    else regenerate(user, call, session, id, codes);
  });
  // Two requests at once made one pending set: whose came second answers the first's.
  const stored = pendingSet(user, session.id);
  return view(user, session, stored && stored.id !== id ? await openPending(user, stored) : codes);
}

const view = (user: User, session: SessionRow, codes: string[]): RecoveryCodes => ({
  ...recoveryCodesState(user, session),
  codes: codes.map(grouped),
});

async function openPending(user: User, set: FactorRow): Promise<string[]> {
  const opened = await unseal(config.keyRing, `${user.id}/${set.id}`, set.sealed!);
  return JSON.parse(new TextDecoder().decode(opened)) as string[];
}

function insertPending(user: User, session: SessionRow, id: string, sealed: string): void {
  if (pendingSet(user, session.id)) return;
  dropPendingSets(user, session.id);
  user.sql.all(
    `INSERT INTO factors (id, method, name, state, session_id, expires_at, sealed, created_at, seq)
       VALUES (?, 'recovery-code', 'Recovery codes', 'pending', ?, ?, ?, ?, 0)`,
    id,
    session.id,
    now() + PENDING_RECOVERY_CODES_MS,
    sealed,
    now(),
  );
}

function regenerate(user: User, call: Call, session: SessionRow, id: string, codes: string[]): void {
  const seq = append(user, call, {
    type: 'recovery-codes.generated',
    method: 'recovery-code',
    sessionId: session.id,
  });
  voidRecoveryCodes(user, seq);
  insertActive(user, id, codes, seq);
}

function insertActive(user: User, id: string, codes: string[], seq: number): void {
  const keyId = config.keyRing.current;
  user.sql.all(
    `INSERT INTO factors (id, method, name, state, parameters, created_at, seq)
       VALUES (?1, 'recovery-code', 'Recovery codes', 'active', ?2, ?3, ?4)
       ON CONFLICT (id) DO UPDATE SET
         state = 'active', parameters = ?2, session_id = NULL, expires_at = NULL, sealed = NULL, seq = ?4`,
    id,
    keyId,
    now(),
    seq,
  );
  for (const code of codes) {
    user.sql.all(
      'INSERT INTO recovery_codes (factor_id, hash) VALUES (?, ?)',
      id,
      recoveryCodeHash(keyId, id, code),
    );
  }
}

/** A pending set with its codes in clear, for the moment in which it becomes live. */
export interface PendingCodes {
  id: string;
  codes: string[];
}

/** Takes the sealed codes of the session's pending set out, before the step that activates them. */
export async function preparePendingCodes(user: User, session: SessionRow): Promise<PendingCodes> {
  const pending = pendingSet(user, session.id);
  if (!pending) throw new Refused('recovery-codes-required');
  return { id: pending.id, codes: await openPending(user, pending) };
}

/** The pending set becomes live, in the transaction that confirms the first factor. */
export function activatePendingCodes(user: User, session: SessionRow, set: PendingCodes, seq: number): void {
  if (pendingSet(user, session.id)?.id !== set.id) throw new Refused('recovery-codes-required');
  insertActive(user, set.id, set.codes, seq);
}

/** Destroys pending sets: of one session, and those that are too old. */
export function dropPendingSets(user: User, sessionId: string): void {
  user.sql.all(
    `DELETE FROM factors WHERE method = 'recovery-code' AND state = 'pending' AND (session_id = ? OR expires_at <= ?)`,
    sessionId,
    now(),
  );
}

/** No code of any set works from here on. @returns whether there were any */
export function voidRecoveryCodes(user: User, seq: number): boolean {
  const sets = user.sql.all<{ id: string }>(
    `UPDATE factors SET state = 'removed', seq = ? WHERE method = 'recovery-code' AND state = 'active' RETURNING id`,
    seq,
  );
  for (const { id } of sets) user.sql.all('DELETE FROM recovery_codes WHERE factor_id = ?', id);
  return sets.length > 0;
}
