import type { Stage } from '../../../schema/api/session.ts';
import type { SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { digest } from '../../crypto/digest.ts';
import type { Proof } from '../../policy/levels.ts';
import { levelOf } from '../../policy/levels.ts';
import { RECOVERY_SESSION_MS, SECOND_STEP_MS } from '../../policy/limits.ts';
import { methodsOf, newSecret, type SessionToken } from '../sessions/sessions.ts';
import type { User } from '../user.ts';

interface Restaged {
  stage: Exclude<Stage, 'full'>;
  methods: Proof[];
  recoveryId: string | null;
  expiresAt: number;
}

/** How a session goes in and out of account recovery, each time with a new secret. None of it makes it a full one. */
function restage(user: User, session: SessionRow, to: Restaged, seq: number): SessionToken {
  const secret = newSecret();
  user.sql.all(
    `UPDATE sessions SET secret_hash = ?, stage = ?, level = ?, methods = ?, recovery_id = ?, expires_at = ?,
       last_seen_at = ?, seq = ? WHERE id = ?`,
    digest(secret),
    to.stage,
    // The password and a code are not two factors; who wants to be at the account's level proves the new one.
    Math.min(1, levelOf(to.methods)),
    to.methods.join(' '),
    to.recoveryId,
    to.expiresAt,
    now(),
    seq,
    session.id,
  );
  return { id: session.id, secret };
}

/** It still owes its second step; it may see how long the recovery waits, which it has proven. */
export const noteProven = (user: User, session: SessionRow, recoveryId: string, seq: number) =>
  restage(
    user,
    session,
    {
      stage: 'second-factor',
      methods: methodsOf(session),
      recoveryId,
      expiresAt: now() + SECOND_STEP_MS,
    },
    seq,
  );

/** It can set up a new second step and its codes, and nothing else. */
export function enterRecovery(
  user: User,
  session: SessionRow,
  recoveryId: string,
  methods: Proof[],
  seq: number,
): SessionToken {
  user.sql.all(
    'UPDATE challenges SET closed_at = ? WHERE session_id = ? AND closed_at IS NULL',
    now(),
    session.id,
  );
  const expiresAt = now() + RECOVERY_SESSION_MS;
  return restage(user, session, { stage: 'recovery', methods, recoveryId, expiresAt }, seq);
}

/**
 * The new second step is set up: it is owed again, like after any password. Who came by a passkey alone gave none,
 * and signs in anew.
 */
export function leaveRecovery(user: User, session: SessionRow, seq: number): SessionToken {
  const proven = methodsOf(session);
  const alone = proven.includes('passkey-verified') && !proven.includes('password');
  const expiresAt = alone ? now() : now() + SECOND_STEP_MS;
  const methods: Proof[] = alone ? [] : ['password'];
  return restage(user, session, { stage: 'second-factor', methods, recoveryId: null, expiresAt }, seq);
}
