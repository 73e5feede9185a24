import type { ChallengeRow } from '../../schema/user-tables.ts';
import { takeSend } from './challenge-rows.ts';
import { append } from './ledger.ts';
import type { Call, User } from './user.ts';

/**
 * Lets the code of a challenge be mailed: within the sending limits, and in the transaction that accepted the
 * challenge. The mail itself leaves afterwards, from the ledger.
 * @throws Refused too-many-requests
 */
export function sendCode(user: User, call: Call, challenge: ChallengeRow): ChallengeRow {
  const sent = takeSend(user, challenge, call.language);
  append(user, call, {
    type: challenge.purpose === 'password-reset' ? 'password.reset-requested' : 'code.sent',
    method: 'email',
    subject: challenge.name ?? undefined,
    sessionId: challenge.session_id ?? undefined,
    detail: { challenge: challenge.id, purpose: challenge.purpose },
  });
  return sent;
}
