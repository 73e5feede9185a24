import type { ChallengeRow } from '../../schema/user-tables.ts';
import { takeSend } from './challenge-rows.ts';
import { append } from './ledger.ts';
import type { Call, User } from './user.ts';

/**
 * Lets the code of a challenge be mailed: within the sending limits, and in the transaction that accepted the
 * challenge. The mail itself leaves afterwards (deliver-codes.ts).
 * @throws Refused too-many-requests
 */
export function sendCode(user: User, call: Call, challenge: ChallengeRow): ChallengeRow {
  takeSend(user, challenge, call.language);
  const seq = append(user, call, {
    type: challenge.purpose === 'password-reset' ? 'password.reset-requested' : 'code.sent',
    method: 'email',
    subject: challenge.name ?? undefined,
    sessionId: challenge.session_id ?? undefined,
    detail: { challenge: challenge.id, purpose: challenge.purpose },
  });
  return user.sql.one<ChallengeRow>(
    `UPDATE challenges SET delivery = 'waiting', delivery_seq = ?, delivery_tries = 0 WHERE id = ? RETURNING *`,
    seq,
    challenge.id,
  )!;
}
