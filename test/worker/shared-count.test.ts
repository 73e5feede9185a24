import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HOUR } from '../../worker/clock.ts';
import { config } from '../../worker/config.ts';
import { WRONG_PER_YEAR } from '../../worker/policy/limits.ts';
import type { Browser } from './client.ts';
import { injectDelays } from './delays.ts';
import { eventsOf, factorRow, wrongAnswers } from './look-inside.ts';
import { newestMail } from './mailbox.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, withTwoStep } from './people.ts';
import { wrongDigits } from './race.ts';
import { addNumber, someNumber, textedCode } from './texting.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  vi.spyOn(config, 'smsAsFactor', 'get').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Then texts may be sent again. */
const anHourOn = () => vi.setSystemTime(Date.now() + 1 * HOUR);

interface Number {
  id: string;
  number: string;
}

async function withNumbers(count: number): Promise<{ person: TwoStepPerson; numbers: Number[] }> {
  const person = await withTwoStep();
  const numbers: Number[] = [];
  for (let n = 0; n < count; n++) {
    const number = someNumber();
    numbers.push({ id: await addNumber(person.browser, number), number });
  }
  return { person, numbers };
}

/** Passes the first step and asks for a text to one of the numbers. */
async function secondStep(person: TwoStepPerson, { id, number }: Number) {
  const after = await newestMail(number);
  const browser = await passwordStep(person);
  const begun = await browser.call<{ challenge: { id: string } }>('POST', '/v1/challenges', {
    purpose: 'sign-in',
    method: 'sms',
    factorId: id,
  });
  return {
    browser,
    path: `/v1/challenges/${begun.challenge.id}/verify`,
    code: await textedCode(number, after),
  };
}

async function fail(
  { browser, path, code }: { browser: Browser; path: string; code: string },
  times: number,
) {
  const wrong = wrongDigits(code);
  for (let n = 0; n < times; n++) await browser.refused('POST', path, { code: wrong(n) });
}

const yearOf = async (home: string, { id }: Number) => {
  const { year_failures, disabled_at } = await factorRow(home, id);
  return { year_failures, disabled: disabled_at !== null };
};

describe('wrong codes of an account’s numbers', () => {
  test('F6 share one year’s budget: one more number is no more to guess at', async () => {
    const { person, numbers } = await withNumbers(2);
    const home = person.browser.userId;
    const [first, second] = [await secondStep(person, numbers[0]!), await secondStep(person, numbers[1]!)];
    // Both at once, sixty guesses each.
    injectDelays();
    await Promise.all(
      [first, second].flatMap(({ browser, path, code }) => {
        const wrong = wrongDigits(code);
        return Array.from({ length: 60 }, (_, n) => browser.copy().request('POST', path, { code: wrong(n) }));
      }),
    );
    vi.restoreAllMocks();
    vi.spyOn(config, 'smsAsFactor', 'get').mockReturnValue(true);
    expect(await wrongAnswers(home)).toBe(WRONG_PER_YEAR.sms);
    for (const { browser, path, code } of [first, second])
      expect(['factor-disabled', 'code-expired']).toContain(
        (await browser.refused('POST', path, { code })).code,
      );
    for (const number of numbers)
      expect(await yearOf(home, number)).toEqual({ year_failures: WRONG_PER_YEAR.sms, disabled: true });
    expect((await eventsOf(home)).filter(({ type }) => type === 'factor.disabled')).toHaveLength(2);

    // The other methods are as they were; nothing is texted any more.
    const browser = await passwordStep(person);
    const begin = { purpose: 'sign-in', method: 'sms', factorId: numbers[1]!.id };
    expect((await browser.refused('POST', '/v1/challenges', begin)).code).toBe('method-not-available');
    const path = `/v1/challenges/${await challenge(browser, 'recovery-code')}/verify`;
    await browser.call('POST', path, { code: person.recoveryCodes[0] });
  });

  test('F6 count for a number that is added later, and one that is removed takes none with it', async () => {
    const { person, numbers } = await withNumbers(1);
    const home = person.browser.userId;
    await fail(await secondStep(person, numbers[0]!), 2);
    const later = { number: someNumber(), id: '' };
    later.id = await addNumber(person.browser, later.number);
    expect(await yearOf(home, later)).toEqual({ year_failures: 2, disabled: false });
    await person.browser.call('DELETE', `/v1/factors/${numbers[0]!.id}`);
    anHourOn();
    await fail(await secondStep(person, later), 1);
    expect(await yearOf(home, later)).toEqual({ year_failures: 3, disabled: false });
  });

  test('F6 come back to all of them when their own flow succeeds, and only then', async () => {
    const { person, numbers } = await withNumbers(2);
    const home = person.browser.userId;
    await fail(await secondStep(person, numbers[0]!), 2);
    const flow = await secondStep(person, numbers[1]!);
    await fail(flow, 2);
    expect(await Promise.all(numbers.map((number) => yearOf(home, number)))).toEqual([
      { year_failures: 4, disabled: false },
      { year_failures: 4, disabled: false },
    ]);
    await flow.browser.call('POST', flow.path, { code: flow.code });
    expect(await Promise.all(numbers.map((number) => yearOf(home, number)))).toEqual([
      { year_failures: 2, disabled: false },
      { year_failures: 2, disabled: false },
    ]);
    // What is in memory says the same as the tables: the next wrong one counts from there.
    anHourOn();
    await fail(await secondStep(person, numbers[0]!), 1);
    expect(await yearOf(home, numbers[1]!)).toEqual({ year_failures: 3, disabled: false });
  });
});
