import type { FaultCode } from '../../schema/api/fault.ts';
import type { ChallengeRow, FactorRow } from '../../schema/user-tables.ts';
import type { Budget } from '../policy/budget.ts';
import type { User } from '../user/user.ts';

/** What judging one answer needs, all of it plain data. */
export interface Question<Secret> {
  secret: Secret;
  challenge: ChallengeRow;
  factor: FactorRow | null;
  /** As `parse` returned it. */
  code: string;
  now: number;
}

/** How a right answer is written down, so that it is never right again. */
export interface Acceptance<Match> {
  match: Match;
  factor: FactorRow;
  /** The factor's counters from here on; `budgetChanged` tells whether they differ from the row's. */
  budget: Budget;
  budgetChanged: boolean;
  seq: number;
  now: number;
}

/**
 * One way of answering a challenge with a code: one file a method. An answer goes `parse` → `secret` → `judge`
 * (pure) → `accept` (one conditional statement), all in one synchronous step of the user's object, so that
 * nothing comes between a decision and its consequence. Only where the secret is not at hand is `open` waited
 * for, and then the step is taken from its beginning.
 */
export interface FactorMethod<Secret, Match> {
  /** The code in its one spelling, or null when it cannot be one: then it costs no try. */
  parse(code: string, factor: FactorRow | null): string | null;
  /** What is wrong with a text that cannot be a code of this method. */
  shape: FaultCode;
  /** What the answer is held against; undefined while it must be opened first. */
  secret(user: User, challenge: ChallengeRow, factor: FactorRow | null): Secret | undefined;
  /** Brings the secret to hand. Only for methods whose `secret` may be undefined. */
  open?(user: User, challenge: ChallengeRow, factor: FactorRow | null): Promise<void>;
  /** Null when the answer is wrong. */
  judge(question: Question<Secret>): Match | null;
  /** The factor's row as it is from now on; null when the answer was spent already. */
  accept(user: User, acceptance: Acceptance<Match>): FactorRow | null;
}
