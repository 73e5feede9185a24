import type { Method } from '../../../schema/api/method.ts';
import { isSent, SECOND_STEP_METHODS } from '../../../schema/api/method.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import type { Budget } from '../../policy/budget.ts';
import { FACTORS_PER_METHOD } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import type { User } from '../user.ts';

export const isSecondStep = (method: Method) => (SECOND_STEP_METHODS as readonly Method[]).includes(method);

/** Whether policy lets a factor answer at sign-in, also one that is no second step by itself: codes that are sent. */
export const signsIn = (user: User, { method }: FactorRow) =>
  user.policy.methods.some((allowed) => allowed === method);

/** Active factors, the one used last first. */
export function activeFactors(user: User, method?: Method): FactorRow[] {
  const factors =
    user.kept.factors ??
    user.sql.all<FactorRow>(
      `SELECT * FROM factors WHERE state = 'active' ORDER BY coalesce(last_used_at, created_at) DESC, id`,
    );
  user.keep({ factors });
  return method ? factors.filter((factor) => factor.method === method) : factors;
}

/** Active factors after one was used, which stands first from then on. */
export const usedFirst = (before: FactorRow[], used: FactorRow): FactorRow[] => [
  used,
  ...before.filter(({ id }) => id !== used.id),
];

/** Whether a second step is asked at sign-in: whether one such factor is enrolled. */
export const twoStepOn = (user: User) => activeFactors(user).some(({ method }) => isSecondStep(method));

export const activeFactor = (user: User, id: string) =>
  activeFactors(user).find((factor) => factor.id === id);

/** @throws Refused factor-limit */
export function requireRoom(user: User, method: Method): void {
  if (activeFactors(user, method).length >= FACTORS_PER_METHOD[method]) throw new Refused('factor-limit');
}

/**
 * The factors that a wrong answer to one of them counts for. Codes that are sent, to whichever number or mailbox, are
 * guessed alike, so those that are not turned off share one yearly count: one more is no more to guess at.
 */
export const countedTogether = (user: User, factor: FactorRow): FactorRow[] =>
  isSent(factor.method)
    ? activeFactors(user, factor.method).filter(({ disabled_at }) => disabled_at === null)
    : [factor];

/** Gives a new factor the yearly count of those that it shares it with. */
export function joinCount(user: User, id: string, method: Method): void {
  user.sql.all(
    `UPDATE factors SET year_started_at = other.year_started_at, year_failures = other.year_failures
       FROM factors AS other WHERE factors.id = ?1 AND other.id <> ?1 AND other.method = ?2
       AND other.state = 'active' AND other.disabled_at IS NULL`,
    id,
    method,
  );
}

/** Writes a factor's counters, and the year's to those that share it. @returns the row as it is from now on */
export function writeBudget(user: User, factor: FactorRow, budget: Budget, seq: number): FactorRow {
  const { failures, locked_until, year_started_at, year_failures, disabled_at } = budget;
  if (isSent(factor.method)) {
    user.sql.all(
      `UPDATE factors SET year_started_at = ?, year_failures = ?, disabled_at = ?, seq = ?
         WHERE method = ? AND state = 'active' AND disabled_at IS NULL AND id <> ?`,
      year_started_at,
      year_failures,
      disabled_at,
      seq,
      factor.method,
      factor.id,
    );
  }
  user.sql.all(
    `UPDATE factors SET failures = ?, locked_until = ?, year_started_at = ?, year_failures = ?, disabled_at = ?,
       seq = ? WHERE id = ?`,
    failures,
    locked_until,
    year_started_at,
    year_failures,
    disabled_at,
    seq,
    factor.id,
  );
  return { ...factor, failures, locked_until, year_started_at, year_failures, disabled_at, seq };
}
