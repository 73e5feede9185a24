import { fieldError } from '../../../schema/api/fault.ts';
import { isSent } from '../../../schema/api/method.ts';
import { because } from '../../../schema/api/reason.ts';
import type { ChallengePurpose } from '../../../schema/challenge-purpose.ts';
import type { ChallengeRow, FactorRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { codeMethodFor } from '../../factors/code-methods.ts';
import type { Acceptance } from '../../factors/factor-method.ts';
import { afterRight, afterWrong, refusal, triesUntilLock } from '../../policy/budget.ts';
import { TRIES_PER_CHALLENGE } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { closeChallenge, countWrong, openChallenge } from './challenge-rows.ts';
import { activeFactor, activeFactors, countedTogether, writeBudget } from '../factors/factor-rows.ts';
import type { NewEvent } from '../ledger.ts';
import { append, nextSeq } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import { instant } from '../views.ts';

/** Which challenge is answered, by whom. */
export interface Answer {
  challengeId: string;
  /** The session that answers, looked at anew each time; null for the flows without one. */
  session: () => SessionRow | null;
  purposes: readonly ChallengePurpose[];
  code: string;
  /**
   * What refuses for reasons of its own, before anything is written. Where it is given, `then` refuses nothing
   * and is spared the savepoint.
   */
  check?: (challenge: ChallengeRow, session: SessionRow | null) => void;
}

/** What a right answer is to bring about. The first event that it appends is the answer's own. */
export type Consequence<T> = (right: {
  challenge: ChallengeRow;
  match: unknown;
  session: SessionRow | null;
}) => T;

/**
 * Judges one answer to one challenge and, when it is right, spends it and does `then` in the same transaction:
 * exactly one of any number of parallel right answers gets there, and every wrong one is counted before
 * anything is said. Nothing waits between the first look at the counters and the last write: where a secret has
 * to be opened first, everything is looked at anew afterwards, since others may have answered meanwhile.
 *
 * @throws Refused invalid-request (not of a code's form; costs no try), not-found, code-expired, wrong-code,
 * too-many-tries, factor-disabled, and what `session` and `then` throw
 */
export async function answer<T>(user: User, call: Call, asked: Answer, then: Consequence<T>): Promise<T> {
  for (;;) {
    const outcome = decide(user, call, asked, then);
    if (!outcome.opening) return outcome.value;
    await outcome.opening;
  }
}

type Outcome<T> = { opening: Promise<void>; value?: never } | { opening?: never; value: T };

function decide<T>(user: User, call: Call, asked: Answer, then: Consequence<T>): Outcome<T> {
  const session = asked.session();
  const challenge = openChallenge(user, asked.challengeId, session?.id ?? null, asked.purposes);
  const method = codeMethodFor(challenge);
  const factor = factorOf(user, challenge);
  const code = method.parse(asked.code, factor);
  if (code === null) throw new Refused('invalid-request', { errors: [fieldError('code', method.shape)] });
  const secret = method.secret(user, challenge, factor);
  if (secret === undefined) return { opening: method.open!(user, challenge, factor) };
  if (factor) refuseIfShut(factor);
  asked.check?.(challenge, session);

  const match = method.judge({ secret, challenge, factor, code, now: now() });
  const seq = nextSeq(user);
  const factors = activeFactors(user);
  const spend = () => {
    if (match === null || !canBeRight(challenge)) return null;
    const accepted = factor && method.accept(user, acceptance(match, challenge, factor, seq));
    if (factor && !accepted) return null;
    closeChallenge(user, challenge.id);
    return { value: then({ challenge, match, session }), accepted };
  };
  const done = asked.check ? user.atOnce(spend) : user.transaction(spend);
  if (!done) throw countWrongAnswer(user, call, challenge, factor);
  // The others of a method whose codes are sent may have been changed with it.
  if (done.accepted && !isSent(challenge.method)) keepUsed(user, factors, done.accepted);
  return { value: done.value };
}

/** The factor that was used stands first from now on. */
function keepUsed(user: User, before: FactorRow[], used: FactorRow): void {
  user.keep({ factors: [used, ...before.filter(({ id }) => id !== used.id)] });
}

/** The factor that a challenge is for; none while it is being enrolled, and in flows without a session. */
function factorOf(user: User, challenge: ChallengeRow): FactorRow | null {
  if (!challenge.factor_id) return null;
  const factor = activeFactor(user, challenge.factor_id);
  if (!factor) throw new Refused('code-expired', because('method-removed'));
  return factor;
}

/** An address that must not learn whether it has an account gets a challenge that nothing answers. */
const canBeRight = ({ purpose, sealed, address }: ChallengeRow) =>
  purpose === 'sign-up' ? sealed !== null : purpose === 'password-reset' ? address !== null : true;

function refuseIfShut(factor: FactorRow): void {
  const shut = refusal(factor, now());
  if (shut === 'disabled') throw new Refused('factor-disabled');
  if (shut === 'locked') throw new Refused('too-many-tries', { retryAt: instant(factor.locked_until) });
}

function acceptance(
  match: unknown,
  challenge: ChallengeRow,
  factor: FactorRow,
  seq: number,
): Acceptance<unknown> {
  const budget = afterRight(factor, challenge.wrong);
  const budgetChanged = factor.failures > 0 || budget.year_failures !== factor.year_failures;
  return { match, factor, budget, budgetChanged, seq, now: now() };
}

/** One event for each factor that is turned off by it. */
function noteDisabled(user: User, call: Call, factor: FactorRow, about: Omit<NewEvent, 'type'>): void {
  for (const { name } of countedTogether(user, factor))
    append(user, call, { type: 'factor.disabled', ...about, subject: name });
}

/** Writes down a wrong answer, on the challenge and on the factor. @returns what to tell the person */
function countWrongAnswer(
  user: User,
  call: Call,
  challenge: ChallengeRow,
  factor: FactorRow | null,
): Refused {
  const about = {
    method: challenge.method,
    subject: challenge.name ?? undefined,
    sessionId: challenge.session_id ?? undefined,
  };
  const budget = factor && afterWrong(factor, factor.method, now(), user.policy.lockout);
  const { wrong } = user.transaction(() => {
    const seq = append(user, call, { type: 'challenge.failed', ...about });
    if (budget && budget.locked_until > now()) append(user, call, { type: 'factor.locked', ...about });
    if (budget && budget.disabled_at !== null) noteDisabled(user, call, factor, about);
    if (budget) writeBudget(user, factor, budget, seq);
    return countWrong(user, challenge.id);
  });
  if (budget && refusal(budget, now()) === 'disabled') return new Refused('factor-disabled');
  if (budget && budget.locked_until > now())
    return new Refused('too-many-tries', { retryAt: instant(budget.locked_until) });
  const ofChallenge = TRIES_PER_CHALLENGE[challenge.method] - wrong;
  const triesLeft = budget
    ? Math.min(ofChallenge, triesUntilLock(budget, challenge.method, user.policy.lockout))
    : ofChallenge;
  return triesLeft > 0
    ? new Refused('wrong-code', { triesLeft })
    : new Refused('code-expired', because('ask-for-a-new-code'));
}
