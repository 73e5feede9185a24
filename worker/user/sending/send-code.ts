import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { append } from '../ledger.ts';
import { countSend } from './count-send.ts';
import { permitSend, requirePause, type SendPermit } from './permit-send.ts';
import { Refused } from '../../refused.ts';
import { recipientAgain } from './recipient.ts';
import type { Call, User } from '../user.ts';

/**
 * Lets the code of a challenge be sent: within the account's own limits, counted here, and in the transaction
 * that accepted the challenge. The message itself leaves afterwards (deliver-codes.ts). A code that is sent again
 * is the same one, for no longer and with no more tries.
 * @throws Refused too-many-requests
 */
export function sendCode(user: User, call: Call, challenge: ChallengeRow, permit: SendPermit): ChallengeRow {
  permit.spend(recipientAgain(challenge));
  requirePause(user, permit.to.method, challenge);
  countSend(user, permit);
  const at = now();
  const seq = append(user, call, {
    type: challenge.purpose === 'password-reset' ? 'password.reset-requested' : 'code.sent',
    method: permit.to.method,
    subject: challenge.name ?? undefined,
    sessionId: challenge.session_id ?? undefined,
    detail: { challenge: challenge.id, purpose: challenge.purpose },
  });
  return user.sql.one<ChallengeRow>(
    `UPDATE challenges SET sends = sends + 1, sent_at = ?, language = ?, delivery = 'waiting', delivery_seq = ?,
       delivery_tries = 0 WHERE id = ? RETURNING *`,
    at,
    call.language,
    seq,
    challenge.id,
  )!;
}

/**
 * Sends the code of an open challenge once more: looked up before it is asked for and again before it is decided.
 * @param find throws what is to be refused
 * @throws Refused method-not-available, and what `permitSend` and `find` throw
 */
export async function sendAgain(user: User, call: Call, find: () => ChallengeRow): Promise<ChallengeRow> {
  const before = find();
  const to = recipientAgain(before);
  if (!to) throw new Refused('method-not-available');
  const permit = await permitSend(user, call, to, before);
  const challenge = find();
  return user.transaction(() => sendCode(user, call, challenge, permit));
}
