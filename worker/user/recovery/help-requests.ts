import type { HelpRequestRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { randomId } from '../../crypto/random.ts';
import { RECOVERY_MEMORY_MS } from '../../policy/limits.ts';
import { recoveryPause } from '../../policy/recovery-policy.ts';
import { append } from '../ledger.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate, methodsOf } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';

/**
 * 'Ask an administrator': at most one request is open. It changes nothing about the account; it tells the
 * administrators, who see what was proven by whoever asks, and every address.
 */

export const helpRequestRow = (user: User, id: string) =>
  user.sql.one<HelpRequestRow>('SELECT * FROM help_requests WHERE id = ?', id);

const openRequest = (user: User) =>
  user.sql.one<HelpRequestRow>(`SELECT * FROM help_requests WHERE state = 'open'`);

/**
 * Asks by an address alone, with nothing proven. A stand-in does the same, and nobody hears of it. The answer
 * is always the same.
 */
export function askForHelp(user: User, call: Call, home: string, words: string): void {
  user.ensure(home);
  ask(user, call, words, []);
}

/** Asks after the password: in a session that still owes its second step, or any other. */
export function askForMyHelp(user: User, call: Call, token: SessionToken | null, words: string): void {
  const session = authenticate(user, token, 'half');
  ask(user, call, words, proofsOf(user, session), session.id);
}

function proofsOf(user: User, session: SessionRow): string[] {
  const wasReset = user.account!.password_reset_at !== null;
  const methods = methodsOf(session).map((proof) =>
    proof === 'password' && wasReset ? 'password-reset' : proof,
  );
  return session.recovery_id === null ? methods : [...new Set([...methods, 'recovery-method'])];
}

function ask(user: User, call: Call, words: string, proofs: string[], sessionId?: string): void {
  const open = openRequest(user);
  // Somebody who proved more takes the place of somebody who proved less, so that no stranger is in his way.
  if (open && open.proofs.split(' ').filter(Boolean).length >= proofs.length) return;
  if (!open && paused(user)) return;
  user.transaction(() => {
    const id = open?.id ?? randomId();
    const detail = { help: id, proofs: proofs.join(' ') };
    const seq = append(user, call, { type: 'account.help-requested', sessionId, detail });
    user.sql.all(
      `INSERT INTO help_requests (id, at, proofs, words, state, seq) VALUES (?1, ?2, ?3, ?4, 'open', ?5)
         ON CONFLICT (id) DO UPDATE SET proofs = ?3, words = ?4, seq = ?5`,
      id,
      now(),
      detail.proofs,
      words,
      seq,
    );
  });
}

function paused(user: User): boolean {
  const cancelled = user.sql.all<{ closed_at: number }>(
    `SELECT closed_at FROM help_requests WHERE state = 'cancelled' AND closed_at > ? ORDER BY closed_at DESC`,
    now() - RECOVERY_MEMORY_MS,
  );
  return cancelled[0] !== undefined && now() < cancelled[0].closed_at + recoveryPause(cancelled.length);
}

/** Takes the open request back, within the caller's transaction. @returns whether there was one */
export function cancelHelp(user: User, call: Call): boolean {
  const open = openRequest(user);
  if (!open) return false;
  const seq = append(user, call, { type: 'account.help-cancelled' });
  user.sql.all(
    `UPDATE help_requests SET state = 'cancelled', closed_at = ?, seq = ? WHERE id = ?`,
    now(),
    seq,
    open.id,
  );
  return true;
}
