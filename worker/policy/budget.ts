import type { Method } from '../../schema/api/method.ts';
import type { Policy } from '../../schema/api/policy.ts';
import { MINUTE, YEAR } from '../clock.ts';
import { CONSECUTIVE_MAX, LOCK_EVERY, LOCKS_MS, POLICY_DEFAULTS, WRONG_PER_YEAR } from './limits.ts';

/** What policy says of locks: after how many wrong answers in a row, and how long the first lasts at least. */
type Lockout = Policy['lockout'];

/** The counters of wrong answers that a factor carries. Times in ms since the epoch. */
export interface Budget {
  failures: number;
  locked_until: number;
  year_started_at: number;
  year_failures: number;
  disabled_at: number | null;
}

export const FRESH_BUDGET: Budget = {
  failures: 0,
  locked_until: 0,
  year_started_at: 0,
  year_failures: 0,
  disabled_at: null,
};

/** Why no answer is looked at now, if so. */
export function refusal(budget: Budget, now: number): 'disabled' | 'locked' | null {
  if (budget.disabled_at !== null) return 'disabled';
  return budget.locked_until > now ? 'locked' : null;
}

/**
 * The budget after one more wrong answer: a lock at every LOCK_EVERY consecutive ones, longer each time, and
 * an end when the year's or the absolute number is spent.
 */
export function afterWrong(
  budget: Budget,
  method: Method,
  now: number,
  lockout: Lockout = POLICY_DEFAULTS.lockout,
): Budget {
  const newYear = now - budget.year_started_at >= YEAR;
  const failures = budget.failures + 1;
  const year_failures = (newYear ? 0 : budget.year_failures) + 1;
  const spent = year_failures >= WRONG_PER_YEAR[method] || failures >= CONSECUTIVE_MAX;
  const locks = failures / lockEvery(method, lockout);
  return {
    failures,
    year_failures,
    year_started_at: newYear ? now : budget.year_started_at,
    locked_until: Number.isInteger(locks)
      ? now + Math.max(lockout.lockMinutes * MINUTE, LOCKS_MS[Math.min(locks, LOCKS_MS.length) - 1]!)
      : budget.locked_until,
    disabled_at: spent ? now : null,
  };
}

/**
 * The budget after a right answer: the row of consecutive failures is over; of the year's, only those made
 * in the very flow that now succeeded come back (CHECKLIST 'Settled already' 5).
 */
export function afterRight(budget: Budget, wrongInThisFlow: number): Budget {
  return {
    ...budget,
    failures: 0,
    locked_until: 0,
    year_failures: Math.max(0, budget.year_failures - wrongInThisFlow),
  };
}

/** Tries until the next lock, for the person to read. */
export function triesUntilLock(
  budget: Budget,
  method: Method,
  lockout: Lockout = POLICY_DEFAULTS.lockout,
): number {
  const every = lockEvery(method, lockout);
  return every - (budget.failures % every);
}

/** A code that was sent is locked after its three tries, whatever policy says. */
const lockEvery = (method: Method, { tries }: Lockout) =>
  LOCK_EVERY[method] === POLICY_DEFAULTS.lockout.tries ? tries : LOCK_EVERY[method];
