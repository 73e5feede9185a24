import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MINUTE, YEAR } from '../../worker/clock.ts';
import { config } from '../../worker/config.ts';
import { TRIES_PER_CHALLENGE, WRONG_PER_YEAR } from '../../worker/policy/limits.ts';
import type { Browser } from './client.ts';
import { injectDelays, waited } from './delays.ts';
import { eventsOf, factorRow, wrongAnswers } from './look-inside.ts';
import { newestMail } from './mailbox.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, signUp, withTwoStep } from './people.ts';
import { guesses, race, wrongDigits } from './race.ts';
import { addNumber, beginSms, someNumber, textedCode } from './texting.ts';

const WRONG = 500;

// A thousand requests on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const smsIsAFactor = () => vi.spyOn(config, 'smsAsFactor', 'get').mockReturnValue(true);

interface Texted extends TwoStepPerson {
  number: string;
  smsId: string;
}

async function withNumber(): Promise<Texted> {
  const person = await withTwoStep();
  const number = someNumber();
  return { ...person, number, smsId: await addNumber(person.browser, number) };
}

/** Passes the first step and asks for a text. @returns where to answer it, and the right code */
async function secondStep(person: Texted): Promise<{ browser: Browser; path: string; code: string }> {
  const after = await newestMail(person.number);
  const browser = await passwordStep(person);
  const path = `/v1/challenges/${await challenge(browser, 'sms')}/verify`;
  return { browser, path, code: await textedCode(person.number, after) };
}

/** So many wrong codes at once, as fast as the machine sends them. */
async function guessAtOnce(browser: Browser, path: string, code: string): Promise<void> {
  const wrong = wrongDigits(code);
  injectDelays();
  await Promise.all(
    Array.from({ length: WRONG }, async (_, i) =>
      (await browser.copy().request('POST', path, { code: wrong(i) })).arrayBuffer(),
    ),
  );
  expect(waited(), 'the race ran with delays').toBeGreaterThan(0);
}

describe('1,000 parallel uses of one texted code, with delays injected: one success', () => {
  test('C6 that confirms a number', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    const { enrollment } = await beginSms(browser, number);
    const code = await textedCode(number);
    const among = [{ browser, path: `/v1/enrollments/${enrollment.id}/confirm` }];
    const statuses = await race(browser.userId, among, () => ({ code }));
    expect(statuses[200]).toBe(1);
    expect((await eventsOf(browser.userId)).filter(({ type }) => type === 'factor.added')).toHaveLength(1);
  });

  test('C6 that signs in, where it may', async () => {
    smsIsAFactor();
    const person = await withNumber();
    const { browser, path, code } = await secondStep(person);
    const statuses = await race(person.browser.userId, [{ browser, path }], () => ({ code }));
    expect(statuses[200]).toBe(1);
    const signedIn = (await eventsOf(person.browser.userId)).filter(
      ({ type, method }) => type === 'sign-in.succeeded' && method === 'sms',
    );
    expect(signedIn).toHaveLength(1);
  });

  test('C6 F2 of 1,000 different guesses three are evaluated', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    const { enrollment } = await beginSms(browser, number);
    const code = await textedCode(number);
    const body = guesses(code, wrongDigits(code));
    const among = [{ browser, path: `/v1/enrollments/${enrollment.id}/confirm` }];
    const statuses = await race(browser.userId, among, body);
    const right = statuses[200] ?? 0;
    const wrong = await wrongAnswers(browser.userId);
    expect(wrong).toBeLessThanOrEqual(TRIES_PER_CHALLENGE.sms);
    expect(right === 1 || wrong === TRIES_PER_CHALLENGE.sms).toBe(true);
  });
});

describe('500 wrong codes as fast as the machine can send them, then the right one: refused', () => {
  test('C5 of a new number: its code is dead', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    const { enrollment } = await beginSms(browser, number);
    const code = await textedCode(number);
    const path = `/v1/enrollments/${enrollment.id}/confirm`;
    await guessAtOnce(browser, path, code);
    expect(await wrongAnswers(browser.userId)).toBe(TRIES_PER_CHALLENGE.sms);
    expect((await browser.refused('POST', path, { code })).code).toBe('code-expired');
  });

  test('F6 at sign-in: locked, and after the year’s budget turned off, alone', async () => {
    smsIsAFactor();
    const person = await withNumber();
    const home = person.browser.userId;
    const first = await secondStep(person);
    await guessAtOnce(first.browser, first.path, first.code);
    expect(await wrongAnswers(home)).toBe(TRIES_PER_CHALLENGE.sms);
    expect((await first.browser.refused('POST', first.path, { code: first.code })).code).toBe('code-expired');

    vi.restoreAllMocks();
    smsIsAFactor();
    later(1 * MINUTE);
    const second = await secondStep(person);
    await guessAtOnce(second.browser, second.path, second.code);
    expect(await wrongAnswers(home)).toBe(WRONG_PER_YEAR.sms);
    expect((await second.browser.refused('POST', second.path, { code: second.code })).code).toBe(
      'factor-disabled',
    );

    vi.restoreAllMocks();
    smsIsAFactor();
    expect((await factorRow(home, person.smsId)).disabled_at).not.toBeNull();
    later(2 * YEAR);
    const browser = await passwordStep(person);
    const begin = { purpose: 'sign-in', method: 'sms' };
    expect((await browser.refused('POST', '/v1/challenges', begin)).code).toBe('method-not-available');
    const path = `/v1/challenges/${await challenge(browser, 'recovery-code')}/verify`;
    await browser.call('POST', path, { code: person.recoveryCodes[0] });
  });
});

test('of the methods that may be used one that is locked comes last, with the time that it returns', async () => {
  smsIsAFactor();
  const person = await withNumber();
  const { browser, path, code } = await secondStep(person);
  const wrong = wrongDigits(code);
  for (let i = 0; i < 3; i++) await browser.refused('POST', path, { code: wrong(i) });
  const { session } = await browser.call<{
    session: { options: { method: string; lockedUntil: string | null }[] };
  }>('GET', '/v1/session');
  expect(session.options.map(({ method, lockedUntil }) => [method, lockedUntil !== null])).toEqual([
    ['totp', false],
    ['recovery-code', false],
    ['sms', true],
  ]);
});
