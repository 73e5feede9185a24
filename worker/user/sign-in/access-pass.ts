import type { PassRow } from '../../../schema/user-tables.ts';
import { fieldError } from '../../../schema/api/fault.ts';
import { because } from '../../../schema/api/reason.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { toBase64Url } from '../../crypto/base64.ts';
import { keyedDigest } from '../../crypto/digest.ts';
import { equal } from '../../crypto/equal.ts';
import { randomId } from '../../crypto/random.ts';
import { parseCrockford } from '../../factors/crockford.ts';
import { PASS_CHARACTERS, PASS_TRIES } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { append } from '../ledger.ts';
import { enterEnrollment } from './owed-enrollment.ts';
import { requireSecondStepOwed } from '../recovery/prove-recovery.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate } from '../sessions/sessions.ts';
import type { SignedIn } from './sign-in.ts';
import type { Call, User } from '../user.ts';
import { sessionView } from '../views.ts';
import { voidPass } from './void-pass.ts';

/**
 * A temporary access pass: what an administrator hands to somebody whom he knows to be the account's owner. It is an
 * issued recovery code (63B-4 4.2.1.2): beside the password, and nothing less, it opens a session that sets up a new
 * second step. So neither who knows the password nor who issued the pass gets in alone.
 */

/** How a pass is stored: an HMAC under a key of its own, bound to this pass. */
export const passHash = (keyId: string, id: string, code: string) =>
  toBase64Url(keyedDigest(config.keyRing.key(keyId, 'access-pass'), `${id}/${code}`));

/** The one that may be entered now. */
const livePass = (user: User) =>
  user.sql.one<PassRow>('SELECT * FROM passes WHERE starts_at <= ?1 AND expires_at > ?1', now());

/**
 * Uses a pass in a session that gave the password. Nothing in here waits, so it is spent once for each of its uses,
 * and each wrong guess is counted.
 * @throws Refused invalid-request (no guess), wrong-code, code-expired, already-signed-in, recovery-session
 */
export function usePass(user: User, call: Call, token: SessionToken | null, typed: string): SignedIn {
  const session = authenticate(user, token, 'half');
  requireSecondStepOwed(session);
  const code = parseCrockford(typed, PASS_CHARACTERS);
  if (code === null) throw new Refused('invalid-request', { errors: [fieldError('code', 'code-not-pass')] });
  const pass = livePass(user);
  if (!pass) throw new Refused('code-expired', because('ask-for-a-new-code'));
  if (!equal(pass.hash, passHash(pass.key_id, pass.id, code))) throw countWrong(user, call, session.id, pass);
  const opened = user.transaction(() => {
    const left = pass.uses_left - 1;
    const recovery = randomId();
    const detail = { recovery, pass: pass.id, left };
    const seq = append(user, call, { type: 'pass.used', sessionId: session.id, detail });
    if (left === 0) voidPass(user);
    else user.sql.all('UPDATE passes SET uses_left = ? WHERE id = ?', left, pass.id);
    // A password that was reset by mail is worth no more than the mailbox, which proves no factor.
    const methods = user.account!.password_reset_at === null ? (['password'] as const) : [];
    return enterEnrollment(user, session, 'pass', [...methods], seq, recovery);
  });
  return { token: opened, session: sessionView(user, opened.id) };
}

function countWrong(user: User, call: Call, sessionId: string, pass: PassRow): Refused {
  const triesLeft = PASS_TRIES - pass.wrong - 1;
  user.transaction(() => {
    append(user, call, { type: 'challenge.failed', sessionId, detail: { pass: pass.id } });
    user.sql.all('UPDATE passes SET wrong = wrong + 1 WHERE id = ?', pass.id);
    if (triesLeft > 0) return;
    append(user, call, { type: 'pass.ended', sessionId });
    voidPass(user);
  });
  return triesLeft > 0
    ? new Refused('wrong-code', { triesLeft })
    : new Refused('code-expired', because('ask-for-a-new-code'));
}
