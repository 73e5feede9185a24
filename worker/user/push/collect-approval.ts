import type { Purpose } from '../../../schema/api/challenge.ts';
import { because } from '../../../schema/api/reason.ts';
import type { Proof } from '../../policy/levels.ts';
import { FULL_PUSH_DIGITS } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { closeChallenge, openChallenge } from '../challenges/challenge-rows.ts';
import { activeFactor } from '../factors/factor-rows.ts';
import type { ChallengedBrowser } from '../sign-in/passed.ts';
import { passed } from '../sign-in/passed.ts';
import { requirePurpose } from '../challenges/require-purpose.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate } from '../sessions/sessions.ts';
import type { SignedIn } from '../sign-in/sign-in.ts';
import type { Call, User } from '../user.ts';
import { sessionView } from '../views.ts';

/**
 * Raises the session that asked for a push, once it was approved, and spends the challenge by it.
 * @throws Refused not-found, code-expired: answered otherwise, superseded, too old; push-waiting: not decided yet
 */
export function collectApproval(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
  browser: ChallengedBrowser,
): SignedIn {
  const session = authenticate(user, token, 'half');
  const challenge = openChallenge(user, id, session.id, ['sign-in', 'reauthentication']);
  if (challenge.method !== 'push') throw new Refused('method-not-available');
  requirePurpose(session, challenge.purpose as Purpose);
  if (challenge.outcome === null) throw new Refused('push-waiting');
  const approver = activeFactor(user, challenge.device!);
  if (!approver) throw new Refused('code-expired', because('method-removed'));
  const full = challenge.verified === 1 || challenge.number!.length >= FULL_PUSH_DIGITS;
  const proof: Proof = full ? 'push-verified' : 'push';
  const about = { method: 'push', subject: approver.name, sessionId: session.id } as const;
  const raised = user.transaction(() => {
    if (!closeChallenge(user, id)) throw new Refused('code-expired', because('begin-again'));
    return passed(user, call, session, { purpose: challenge.purpose, about, proof }, browser);
  });
  return { ...raised, session: sessionView(user, session.id) };
}
