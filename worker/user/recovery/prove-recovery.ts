import type { Challenge } from '../../../schema/api/challenge.ts';
import type { BeginRecoveryChallenge } from '../../../schema/api/recovery.ts';
import type { RecoveryPath } from '../../../schema/recovery-path.ts';
import type { ChallengeRow, RecoveryRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { randomId } from '../../crypto/random.ts';
import { refusal } from '../../policy/budget.ts';
import type { Proof } from '../../policy/levels.ts';
import { CHALLENGE_MS } from '../../policy/limits.ts';
import { recoveryDelay, recoveryPath } from '../../policy/recovery-policy.ts';
import { Refused } from '../../refused.ts';
import { answer } from '../challenges/answer.ts';
import { insertChallenge, openChallenge, prune, supersede } from '../challenges/challenge-rows.ts';
import { append } from '../ledger.ts';
import { permitFactor } from '../sending/permit-factor.ts';
import { codesLeft } from '../factors/recovery-codes.ts';
import { recoveryFactors } from './recovery-options.ts';
import {
  delayedRecovery,
  endRecovery,
  insertRecovery,
  openRecoveries,
  requireNoPause,
} from './recovery-rows.ts';
import { enterRecovery, noteProven } from './recovery-sessions.ts';
import { sendAgain, sendCode } from '../sending/send-code.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate } from '../sessions/sessions.ts';
import type { SignedIn } from '../sign-in/sign-in.ts';
import type { Call, User } from '../user.ts';
import { challengeView, instant, sessionView } from '../views.ts';

const PURPOSE = ['recovery'] as const;

/** Only who still owes the second step can have lost it. @throws Refused already-signed-in, recovery-session */
export function requireSecondStepOwed({ stage }: SessionRow): void {
  if (stage === 'recovery') throw new Refused('recovery-session');
  if (stage === 'full') throw new Refused('already-signed-in');
}

/**
 * Begins to prove the claim that all second steps are lost.
 * @throws Refused method-not-available, recovery-paused, too-many-tries, too-many-requests
 */
export async function beginRecoveryChallenge(
  user: User,
  call: Call,
  token: SessionToken | null,
  wish: BeginRecoveryChallenge,
): Promise<Challenge> {
  const { session, factor, permit } = await permitFactor(user, call, () =>
    requireRecoveryFactor(user, token, wish),
  );
  const begun = user.transaction(() => {
    prune(user);
    supersede(user, session.id, PURPOSE, null);
    const challenge = insertChallenge(user, {
      destination: permit?.to.destination,
      purpose: 'recovery',
      method: factor.method,
      lifetime: CHALLENGE_MS,
      sessionId: session.id,
      factorId: factor.id,
      name: factor.name,
      address: factor.address,
    });
    return permit ? sendCode(user, call, challenge, permit) : challenge;
  });
  return challengeView(begun);
}

/** @throws Refused not-signed-in, method-not-available, recovery-paused, too-many-tries */
function requireRecoveryFactor(
  user: User,
  token: SessionToken | null,
  { method, factorId }: BeginRecoveryChallenge,
) {
  const session = authenticate(user, token, 'half');
  requireSecondStepOwed(session);
  const factor = recoveryFactors(user).find(
    (one) => one.method === method && (factorId === undefined || factorId === one.id),
  );
  if (!factor) throw new Refused('method-not-available');
  requireNoPause(user);
  if (refusal(factor, now()) === 'locked')
    throw new Refused('too-many-tries', { retryAt: instant(factor.locked_until) });
  return { session, factor };
}

/** Sends its code again: the same one, for no longer, with no more tries. */
export async function resendRecoveryChallenge(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
): Promise<Challenge> {
  const find = () => {
    const session = authenticate(user, token, 'half');
    const challenge = openChallenge(user, id, session.id, PURPOSE);
    requireSecondStepOwed(session);
    return challenge;
  };
  return challengeView(await sendAgain(user, call, find));
}

/**
 * Proves the claim. What comes of it depends on what is open: a recovery begins; or its time left is shown; or,
 * when it is ready, the session becomes one that can set up a new second step.
 * @throws Refused recovery-paused, and what `answer` throws
 */
export async function verifyRecoveryChallenge(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
  code: string,
): Promise<SignedIn> {
  const asked = {
    challengeId: id,
    session: () => authenticate(user, token, 'half'),
    purposes: PURPOSE,
    code,
  };
  const proven = await answer(user, call, asked, ({ challenge, session }) => {
    requireSecondStepOwed(session!);
    requireNoPause(user);
    const path = recoveryPath(challenge.method, user.account!.password_reset_at !== null);
    if (!path) throw new Refused('method-not-available');
    return path === 'code-after-reset'
      ? proveByCode(user, call, session!, challenge)
      : proveByMethod(user, call, session!, challenge, path);
  });
  return { token: proven, session: sessionView(user, proven.id) };
}

/** A recovery code: no delay, and a recovery that lives as long as this session. */
function proveByCode(user: User, call: Call, session: SessionRow, challenge: ChallengeRow): SessionToken {
  const about = { method: challenge.method, subject: challenge.name ?? undefined, sessionId: session.id };
  const left = codesLeft(user);
  const seq = append(user, call, {
    type: 'recovery-code.used',
    ...about,
    detail: { left, within: 'recovery' },
  });
  for (const { id, path } of openRecoveries(user))
    if (path === 'code-after-reset') endRecovery(user, id, 'left', seq);
  const recovery = request(user, call, 'code-after-reset', about, { left });
  return enterRecovery(user, session, recovery.id, proofs(challenge, 'code-after-reset'), recovery.seq);
}

function proveByMethod(
  user: User,
  call: Call,
  session: SessionRow,
  challenge: ChallengeRow,
  path: RecoveryPath,
): SessionToken {
  const about = { method: challenge.method, subject: challenge.name ?? undefined, sessionId: session.id };
  const recovery = delayedRecovery(user);
  if (!recovery) {
    const { id, seq } = request(user, call, path, about, {});
    return noteProven(user, session, id, seq);
  }
  // Proven again: neither begun anew nor sooner ready.
  const ready = now() >= recovery.ready_at;
  const detail = { recovery: recovery.id, ready };
  const seq = append(user, call, { type: 'account.recovery-continued', ...about, detail });
  return ready
    ? enterRecovery(user, session, recovery.id, proofs(challenge, path), seq)
    : noteProven(user, session, recovery.id, seq);
}

/** What a session of recovery records as proven: a password that was reset by mail is nothing beside it. */
const proofs = ({ method }: ChallengeRow, path: RecoveryPath): Proof[] =>
  path === 'method' ? ['password', method] : [method];

function request(
  user: User,
  call: Call,
  path: RecoveryPath,
  about: { method: ChallengeRow['method']; subject: string | undefined; sessionId: string },
  detail: Record<string, number>,
): RecoveryRow {
  const id = randomId();
  const readyAt = now() + recoveryDelay(path, config.recoveryDelayMs);
  const seq = append(user, call, {
    type: 'account.recovery-requested',
    ...about,
    detail: { recovery: id, path, readyAt, ...detail },
  });
  return insertRecovery(user, path, seq, id);
}
