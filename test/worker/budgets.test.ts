import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY, MINUTE, YEAR } from '../../worker/clock.ts';
import { homeOf } from '../../worker/directory/home.ts';
import { CONSECUTIVE_MAX, LOCK_EVERY, LOCKS_MS, WRONG_PER_YEAR } from '../../worker/policy/limits.ts';
import { Browser } from './client.ts';
import { injectDelays } from './delays.ts';
import { eventsOf, factorRow } from './look-inside.ts';
import type { Person, TwoStepPerson } from './people.ts';
import { challenge, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { wrongDigits } from './race.ts';
import { totpAt } from './totp-at.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

/** A code that is none of those that could be right now. */
const wrongCode = ({ secret }: TwoStepPerson) => wrongDigits(totpAt(secret), totpAt(secret, -1))(0);

/** Begins a challenge and answers it wrongly so often. @returns the refusals */
async function fail(person: TwoStepPerson, browser: Browser, times: number, purpose = 'sign-in') {
  const path = `/v1/challenges/${await challenge(browser, 'totp', purpose)}/verify`;
  const refusals = [];
  for (let i = 0; i < times; i++)
    refusals.push(await browser.refused('POST', path, { code: wrongCode(person) }));
  return refusals;
}

async function succeed(person: TwoStepPerson, browser: Browser, purpose = 'sign-in') {
  const path = `/v1/challenges/${await challenge(browser, 'totp', purpose)}/verify`;
  return browser.call('POST', path, { code: totpAt(person.secret) });
}

const row = (person: TwoStepPerson) => factorRow(person.browser.userId, person.factorId);

describe('wrong second-factor answers', () => {
  test('a wrong answer says how many tries are left, the fifth locks and says until when', async () => {
    const person = await withTwoStep();
    const refusals = await fail(person, await passwordStep(person), 5);
    expect(refusals.map(({ triesLeft }) => triesLeft)).toEqual([4, 3, 2, 1, undefined]);
    expect(refusals[4]).toMatchObject({ code: 'too-many-tries', status: 429, retryAt: inMs(1 * MINUTE) });
  });

  test('while it is locked the right code is refused, on an open challenge and on a new one; after that it is accepted', async () => {
    const person = await withTwoStep();
    const other = await passwordStep(person);
    const open = `/v1/challenges/${await challenge(other, 'totp')}/verify`;
    const retryAt = inMs(1 * MINUTE);
    await fail(person, await passwordStep(person), 5);
    const code = totpAt(person.secret);
    expect(await other.refused('POST', open, { code })).toMatchObject({ code: 'too-many-tries', retryAt });
    const begin = { purpose: 'sign-in', method: 'totp' };
    expect(await other.refused('POST', '/v1/challenges', begin)).toMatchObject({
      code: 'too-many-tries',
      retryAt,
    });
    later(1 * MINUTE - 1);
    expect((await other.refused('POST', open, { code: totpAt(person.secret) })).code).toBe('too-many-tries');
    later(1);
    await other.call('POST', open, { code: totpAt(person.secret) });
  });

  test('five wrong answers end a challenge for good', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    const path = `/v1/challenges/${await challenge(browser, 'totp')}/verify`;
    for (let i = 0; i < 5; i++) await browser.refused('POST', path, { code: wrongCode(person) });
    later(1 * MINUTE);
    expect((await browser.refused('POST', path, { code: totpAt(person.secret) })).code).toBe('code-expired');
  });

  test('C4 F4 a new challenge, and another session, go on with the count', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    expect((await fail(person, browser, 2)).at(-1)).toMatchObject({ triesLeft: 3 });
    expect((await fail(person, browser, 1)).at(-1)).toMatchObject({ triesLeft: 2 });
    expect((await fail(person, person.browser, 1, 'reauthentication')).at(-1)).toMatchObject({
      triesLeft: 1,
    });
    expect((await fail(person, await passwordStep(person), 1)).at(-1)!.code).toBe('too-many-tries');
  });

  test('F5 a right password does not clear them, the right code does', async () => {
    const person = await withTwoStep();
    await fail(person, await passwordStep(person), 4);
    const browser = await passwordStep(person);
    expect((await row(person)).failures).toBe(4);
    await succeed(person, browser);
    expect((await row(person)).failures).toBe(0);
  });

  test('F3 the count survives an eviction', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    await fail(person, browser, 4);
    await evictDurableObject(person.browser.object);
    expect((await fail(person, browser, 1)).at(-1)!.code).toBe('too-many-tries');
    await evictDurableObject(person.browser.object);
    const begin = { purpose: 'sign-in', method: 'totp' };
    expect((await browser.refused('POST', '/v1/challenges', begin)).code).toBe('too-many-tries');
  });

  test('something that cannot be a code costs no try', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    const path = `/v1/challenges/${await challenge(browser, 'totp')}/verify`;
    for (const code of ['12345', '1234567', 'abcdef', '١٢٣٤٥٦']) {
      expect((await browser.refused('POST', path, { code })).code).toBe('invalid-request');
    }
    expect((await row(person)).failures).toBe(0);
  });

  test('F6 each lock is longer than the one before; the year’s budget turns that factor off, and no other', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    const rounds = WRONG_PER_YEAR.totp / LOCK_EVERY.totp;
    for (let round = 0; round < rounds - 1; round++) {
      const refused = (await fail(person, await passwordStep(person), 5)).at(-1)!;
      const lock = LOCKS_MS[Math.min(round, LOCKS_MS.length - 1)]!;
      expect(refused, `lock ${round + 1}`).toMatchObject({ code: 'too-many-tries', retryAt: inMs(lock) });
      later(lock);
    }
    const last = await passwordStep(person);
    const path = `/v1/challenges/${await challenge(last, 'totp')}/verify`;
    for (let i = 0; i < 4; i++) await last.refused('POST', path, { code: wrongCode(person) });
    expect((await row(person)).disabled_at).toBeNull();
    expect((await last.refused('POST', path, { code: wrongCode(person) })).code).toBe('factor-disabled');

    later(2 * YEAR);
    const browser = await passwordStep(person);
    const begin = { purpose: 'sign-in', method: 'totp' };
    expect((await browser.refused('POST', '/v1/challenges', begin)).code).toBe('method-not-available');
    const withCode = `/v1/challenges/${await challenge(browser, 'recovery-code')}/verify`;
    await browser.call('POST', withCode, { code: person.recoveryCodes[0] });
    const { factors } = await browser.call<{ factors: { id: string; state: string }[] }>(
      'GET',
      '/v1/factors',
    );
    expect(factors.find(({ id }) => id === person.factorId)!.state).toBe('disabled');
    expect((await eventsOf(home)).filter(({ type }) => type === 'factor.disabled')).toHaveLength(1);
  });

  test('F6 of the year’s count only what was wrong in the flow that then succeeded comes back', async () => {
    const person = await withTwoStep();
    await fail(person, await passwordStep(person), 3);
    const browser = await passwordStep(person);
    const path = `/v1/challenges/${await challenge(browser, 'totp')}/verify`;
    await browser.refused('POST', path, { code: wrongCode(person) });
    expect(await row(person)).toMatchObject({ failures: 4, year_failures: 4 });
    await browser.call('POST', path, { code: totpAt(person.secret) });
    expect(await row(person)).toMatchObject({ failures: 0, year_failures: 3 });
  });
});

describe('wrong passwords', () => {
  const WRONG = 'not-the-password-of-anybody';
  const signIn = (browser: Browser, { email }: Pick<Person, 'email'>, password: string) =>
    browser.request('POST', '/v1/sign-in', { email, password });
  const refuse = (browser: Browser, { email }: Pick<Person, 'email'>, password: string) =>
    browser.refused('POST', '/v1/sign-in', { email, password });
  const byStrangers = (person: Pick<Person, 'email'>, times: number) =>
    Promise.all(Array.from({ length: times }, () => refuse(new Browser(), person, WRONG)));

  /** The person's browser as it is when the session is long over: it still has its device cookie. */
  const knownBrowser = ({ browser }: Person) => {
    const known = browser.copy();
    known.cookies.delete('__Host-session');
    return known;
  };

  test('F9 of strangers lock strangers out, who even have the right one; a known device signs in', async () => {
    const person = await signUp();
    await byStrangers(person, 5);
    expect(await refuse(new Browser(), person, person.password)).toMatchObject({
      code: 'too-many-tries',
      retryAt: inMs(1 * MINUTE),
    });
    expect((await signIn(knownBrowser(person), person, person.password)).status).toBe(200);
    later(1 * MINUTE);
    expect((await signIn(new Browser(), person, person.password)).status).toBe(200);
  });

  test('F9 a device that is known to one account is a stranger to another', async () => {
    const [person, other] = [await signUp(), await signUp()];
    await byStrangers(person, 5);
    expect((await refuse(knownBrowser(other), person, person.password)).code).toBe('too-many-tries');
  });

  test('of a known device lock that device, not the account', async () => {
    const person = await signUp();
    const known = knownBrowser(person);
    for (let i = 0; i < 5; i++) await refuse(known, person, WRONG);
    expect((await refuse(known, person, person.password)).code).toBe('too-many-tries');
    expect((await signIn(new Browser(), person, person.password)).status).toBe(200);
  });

  test('the password’s lock is not the second factor’s, nor the other way round', async () => {
    const person = await withTwoStep();
    await byStrangers(person, 5);
    await succeed(person, person.browser, 'reauthentication');
    later(1 * MINUTE);
    await fail(person, await passwordStep(person), 5);
    expect((await signIn(new Browser(), person, person.password)).status).toBe(200);
  });

  test.each(['an account', 'an address without one'])(
    'F2 of 64 at once five are evaluated: %s',
    async (of) => {
      const person = of === 'an account' ? await signUp() : { email: someAddress() };
      injectDelays();
      const refusals = await byStrangers(person, 64);
      const failed = (await eventsOf(await homeOf(env, person.email))).filter(
        ({ type }) => type === 'sign-in.failed',
      );
      expect(failed).toHaveLength(LOCK_EVERY.password);
      const counts = Object.groupBy(refusals, ({ code }) => code);
      expect(counts['wrong-credentials']).toHaveLength(4);
      expect(counts['too-many-tries']).toHaveLength(60);
    },
  );

  test('F8 guessing at many other names does not make a name’s count forgotten', async () => {
    const person = await signUp();
    await byStrangers(person, 4);
    await Promise.all(Array.from({ length: 40 }, () => byStrangers({ email: someAddress() }, 1)));
    expect((await byStrangers(person, 1))[0]!.code).toBe('too-many-tries');
  });

  test('F1 after 100 in a row no stranger’s password is looked at; a known device’s is', async () => {
    const person = await signUp();
    for (let i = 0; i < CONSECUTIVE_MAX / LOCK_EVERY.password; i++) {
      await byStrangers(person, LOCK_EVERY.password);
      later(DAY);
    }
    expect((await refuse(new Browser(), person, person.password)).code).toBe('wrong-credentials');
    expect((await signIn(knownBrowser(person), person, person.password)).status).toBe(200);
  });

  test('F1 after 100 in a row a known device is a stranger’s', async () => {
    const person = await signUp();
    const known = knownBrowser(person);
    for (let i = 0; i < CONSECUTIVE_MAX / LOCK_EVERY.password; i++) {
      await Promise.all(
        Array.from({ length: LOCK_EVERY.password }, () => refuse(known.copy(), person, WRONG)),
      );
      later(DAY);
    }
    await byStrangers(person, 5);
    expect((await refuse(known, person, person.password)).code).toBe('too-many-tries');
  });
});
