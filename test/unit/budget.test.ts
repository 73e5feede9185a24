import { describe, expect, test } from 'vitest';
import { METHODS } from '../../schema/api/method.ts';
import { DAY, HOUR, MINUTE, YEAR } from '../../worker/clock.ts';
import type { Budget } from '../../worker/policy/budget.ts';
import { afterRight, afterWrong, FRESH_BUDGET, refusal, triesUntilLock } from '../../worker/policy/budget.ts';
import * as limits from '../../worker/policy/limits.ts';

const { CONSECUTIVE_MAX, LOCK_EVERY, LOCKS_MS, TRIES_PER_CHALLENGE, WRONG_PER_YEAR } = limits;
const START = 1_800_000_000_000;

/** Guesses as fast as the locks let it, for so long. @returns when each was looked at, and the budget at the end */
function guessFor(duration: number, method: (typeof METHODS)[number], budget: Budget = FRESH_BUDGET) {
  const looked: number[] = [];
  let now = START;
  while (now < START + duration) {
    const shut = refusal(budget, now);
    if (shut === 'disabled') break;
    if (shut === 'locked') {
      now = budget.locked_until;
      continue;
    }
    looked.push(now);
    budget = afterWrong(budget, method, now);
  }
  return { looked, budget };
}

/** A passkey has no budget: a signature cannot be guessed, and a stranger must not lock anybody out of one (F9). */
const GUESSABLE = METHODS.filter((method) => method !== 'passkey');

describe('locks', () => {
  test('F9 a passkey is never locked', () => {
    expect(LOCK_EVERY.passkey).toBe(Infinity);
  });

  test.each(GUESSABLE)(
    '%s: one after every so many wrong answers, each longer than the one before',
    (method) => {
      const locks: number[] = [];
      let budget = FRESH_BUDGET;
      let now = START;
      for (let wrong = 1; wrong <= 40 && budget.disabled_at === null; wrong++) {
        expect(triesUntilLock(budget, method)).toBe(LOCK_EVERY[method] - ((wrong - 1) % LOCK_EVERY[method]));
        budget = afterWrong(budget, method, now);
        const locked = refusal(budget, now) !== null && budget.disabled_at === null;
        if (budget.disabled_at === null) expect(locked).toBe(wrong % LOCK_EVERY[method] === 0);
        if (locked) {
          locks.push(budget.locked_until - now);
          expect(refusal(budget, budget.locked_until - 1)).toBe('locked');
          expect(refusal(budget, budget.locked_until)).toBeNull();
          now = budget.locked_until;
        }
      }
      locks.forEach((lock, i) => expect(lock).toBe(LOCKS_MS[Math.min(i, LOCKS_MS.length - 1)]));
      expect(locks.length).toBeGreaterThan(0);
    },
  );

  test('F1 no factor takes more than 100 consecutive wrong answers, ever', () => {
    for (const method of METHODS) {
      const { looked, budget } = guessFor(10 * YEAR, method);
      expect(looked.length, method).toBeLessThanOrEqual(CONSECUTIVE_MAX);
      expect(refusal(budget, START + 100 * YEAR), method).toBe('disabled');
    }
    expect(CONSECUTIVE_MAX).toBeLessThanOrEqual(100);
  });
});

describe('the year', () => {
  test('F6 its budget turns the factor off, at any pace', () => {
    for (const pace of [1 * MINUTE, 1 * HOUR, 1 * DAY, 7 * DAY]) {
      let budget = FRESH_BUDGET;
      let looked = 0;
      for (let now = START; now < START + YEAR; now += pace) {
        if (refusal(budget, now) !== null) continue;
        budget = afterWrong(budget, 'totp', now);
        looked++;
        // Whatever else happens: the owner signs in every now and then, which ends the row of failures.
        if (looked % 4 === 0) budget = afterRight(budget, 0);
      }
      expect(looked).toBeLessThanOrEqual(WRONG_PER_YEAR.totp);
      if (pace < DAY * 7) expect(budget.disabled_at).not.toBeNull();
    }
  });

  test('F6 a right answer gives back what its own flow got wrong, and never more', () => {
    let budget = FRESH_BUDGET;
    for (let wrong = 0; wrong < 4; wrong++) budget = afterWrong(budget, 'totp', START);
    expect(afterRight(budget, 0)).toMatchObject({ failures: 0, locked_until: 0, year_failures: 4 });
    expect(afterRight(budget, 1).year_failures).toBe(3);
    expect(afterRight(budget, 4).year_failures).toBe(0);
    expect(afterRight({ ...budget, year_failures: 1 }, 4).year_failures).toBe(0);
  });

  test('what is turned off stays so: time and right answers change nothing', () => {
    const { budget } = guessFor(YEAR, 'totp');
    expect(refusal(afterRight(budget, 5), START + 50 * YEAR)).toBe('disabled');
  });

  test('F6 a person who mistypes and then gets it right, for ten years, is never turned off', () => {
    let budget = FRESH_BUDGET;
    for (let now = START; now < START + 10 * YEAR; now += DAY) {
      const wrong = Math.floor(Math.random() * 4);
      for (let i = 0; i < wrong; i++) budget = afterWrong(budget, 'totp', now);
      budget = afterRight(budget, wrong);
      expect(refusal(budget, now)).toBeNull();
    }
  });
});

describe('CHECKLIST settled already (5): what who has the password can guess in a year', () => {
  const CODES = 1e6;
  const STEPS_ACCEPTED = 2;

  /**
   * The most guesses that fit into any 365 days: one that starts the factor's year, then all but the last of it
   * shortly before that year is over, then the next year's, and every other place to begin.
   */
  function mostInAnyYear(method: 'totp' | 'email' | 'sms'): number {
    let most = 0;
    for (let saved = 0; saved < YEAR; saved += 5 * DAY) {
      let budget = afterWrong(FRESH_BUDGET, method, START);
      const looked = [START];
      for (let now = START + saved; now < START + 2 * YEAR && budget.disabled_at === null;) {
        const lastOfItsYear = budget.year_failures === WRONG_PER_YEAR[method] - 1 && now - START < YEAR;
        if (lastOfItsYear) now = START + YEAR;
        else if (refusal(budget, now) === 'locked') now = budget.locked_until;
        else {
          budget = afterWrong(budget, method, now);
          looked.push(now);
        }
      }
      for (const end of looked)
        most = Math.max(most, looked.filter((at) => at <= end && at > end - YEAR).length);
    }
    return most;
  }

  test('a TOTP with at most 1e-4, in any 365 days', () => {
    expect((mostInAnyYear('totp') * STEPS_ACCEPTED) / CODES).toBeLessThanOrEqual(1e-4);
    expect(mostInAnyYear('totp')).toBeGreaterThan(WRONG_PER_YEAR.totp);
  });

  test.each(['email', 'sms'] as const)('a code sent by %s with at most 1e-5, in any 365 days', (method) => {
    expect(mostInAnyYear(method) / CODES).toBeLessThanOrEqual(1e-5);
    expect(mostInAnyYear(method)).toBeGreaterThan(WRONG_PER_YEAR[method]);
  });

  test('a recovery code with next to nothing', () => {
    const { looked } = guessFor(YEAR, 'recovery-code');
    expect((looked.length * limits.RECOVERY_CODES) / 2 ** (5 * limits.RECOVERY_CODE_CHARACTERS)).toBeLessThan(
      1e-20,
    );
  });

  test('anybody a password reset code with at most 1e-7', () => {
    const aYear =
      limits.SENDS_PER_USER.email.find(({ ms }) => ms === DAY)!.most * 366 * TRIES_PER_CHALLENGE.email;
    expect(aYear / 2 ** 40).toBeLessThan(1e-7);
  });

  test('issue 2: at most five wrong answers a challenge, three a code that was sent', () => {
    expect(TRIES_PER_CHALLENGE).toMatchObject({ totp: 5, 'recovery-code': 5, email: 3, sms: 3 });
  });
});
