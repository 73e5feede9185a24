import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LOCK_EVERY, TRIES_PER_CHALLENGE } from '../../worker/policy/limits.ts';
import { HOUR } from '../../worker/clock.ts';
import { encodeCrockford } from '../../worker/factors/crockford.ts';
import { homeOf } from '../../worker/directory/home.ts';
import { Browser } from './client.ts';
import { waited } from './delays.ts';
import { challengesOf, eventsOf, factorRow, wrongAnswers } from './look-inside.ts';
import { mailedCode, newestMail } from './mailbox.ts';
import type { TwoStepPerson } from './people.ts';
import { PASSWORD, signUp, someAddress, withTwoStep } from './people.ts';
import type { Contender } from './race.ts';
import { contenders, guesses, race, wrongDigits } from './race.ts';
import { totpAt } from './totp-at.ts';

const SESSIONS = 20;

// A thousand requests on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

afterEach(() => {
  expect(waited(), 'the race ran with delays').toBeGreaterThan(100);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const guessTotp = ({ secret }: TwoStepPerson, parallel?: number) =>
  guesses(totpAt(secret), wrongDigits(totpAt(secret), totpAt(secret, -1), totpAt(secret, 1)), parallel);

const randomRecoveryCode = () => encodeCrockford(crypto.getRandomValues(new Uint8Array(10)));

/** With what a right answer ended in: the wrong ones of each stretch without one, in the order of the ledger. */
async function wrongStretches(home: string): Promise<number[]> {
  const stretches = [0];
  for (const { type } of await eventsOf(home)) {
    if (type === 'challenge.failed') stretches[stretches.length - 1]!++;
    if (type === 'sign-in.succeeded' || type === 'recovery-code.used') stretches.push(0);
  }
  return stretches;
}

describe('1,000 parallel guesses, the right one among them, with delays injected', () => {
  test('F2 TOTP, from one session: five are evaluated, or as many as it took to be right', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    const statuses = await race(home, await contenders(person, 'totp', 1), guessTotp(person));
    const wrong = await wrongAnswers(home);
    if (statuses[200]) expect(wrong).toBeLessThan(TRIES_PER_CHALLENGE.totp);
    else expect(wrong).toBe(TRIES_PER_CHALLENGE.totp);
    expect(statuses[200] ?? 0).toBeLessThanOrEqual(1);
    const [, challenge] = await challengesOf(home);
    expect(challenge!.wrong).toBe(wrong);
  });

  test('F2 F4 TOTP, from 20 sessions: five are evaluated in all of them together', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    const statuses = await race(home, await contenders(person, 'totp', SESSIONS), guessTotp(person));
    const stretches = await wrongStretches(home);
    expect(stretches).toHaveLength(1 + (statuses[200] ?? 0));
    if (!statuses[200]) expect(stretches).toEqual([LOCK_EVERY.totp]);
    for (const wrong of stretches) expect(wrong).toBeLessThanOrEqual(LOCK_EVERY.totp);
    expect((await factorRow(home, person.factorId)).failures).toBe(stretches.at(-1));
  });

  test('F2 F4 a recovery code, from 20 sessions: five are evaluated in all of them together', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    const among = await contenders(person, 'recovery-code', SESSIONS);
    const statuses = await race(home, among, guesses(person.recoveryCodes[3]!, randomRecoveryCode));
    const stretches = await wrongStretches(home);
    expect(stretches).toHaveLength(1 + (statuses[200] ?? 0));
    if (!statuses[200]) expect(stretches).toEqual([LOCK_EVERY['recovery-code']]);
    for (const wrong of stretches) expect(wrong).toBeLessThanOrEqual(LOCK_EVERY['recovery-code']);
  });

  /** What is mailed has three tries. */
  async function raceOfMailed(
    home: string,
    among: Contender[],
    code: string,
    rest: object,
    done: number,
    parallel?: number,
  ) {
    const wrong = code.length === 6 ? wrongDigits(code) : () => randomRecoveryCode().slice(0, 8);
    const guess = guesses(code, wrong, parallel);
    const statuses = await race(home, among, (i) => ({ ...rest, ...guess(i) }), parallel);
    const evaluated = (await wrongAnswers(home)) + (statuses[done] ?? 0);
    if (statuses[done]) expect(evaluated).toBeLessThanOrEqual(TRIES_PER_CHALLENGE.email);
    else expect(evaluated).toBe(TRIES_PER_CHALLENGE.email);
  }

  test('C5 C6 a mailed code that confirms a recovery address: three are evaluated', async () => {
    const { browser } = await signUp();
    const address = someAddress();
    const body = { method: 'email', address };
    const { enrollment } = await browser.call<{ enrollment: { id: string } }>(
      'POST',
      '/v1/enrollments',
      body,
    );
    const among = [{ browser, path: `/v1/enrollments/${enrollment.id}/confirm` }];
    await raceOfMailed(browser.userId, among, await mailedCode(address), {}, 200);
  });

  test('C5 C6 a mailed code that confirms a sign-up: three are evaluated', async () => {
    const email = someAddress();
    const browser = new Browser();
    const { flow } = await browser.call<{ flow: string }>('POST', '/v1/accounts', {
      email,
      password: PASSWORD,
    });
    const code = await mailedCode(email);
    const among = [{ browser, path: '/v1/accounts/confirm' }];
    await raceOfMailed(await homeOf(env, email), among, code, { flow }, 200);
  });

  test('C5 C6 a mailed code that resets a password (100 guesses): three are evaluated', async () => {
    const { browser, email } = await signUp();
    const after = await newestMail(email);
    const { flow } = await browser.call<{ flow: string }>('POST', '/v1/recovery/password', { email });
    const code = (await mailedCode(email, after)).replace('-', '');
    const among = [{ browser, path: '/v1/recovery/password/confirm' }];
    await raceOfMailed(browser.userId, among, code, { flow, newPassword: `${PASSWORD}-new` }, 204, 100);
  });
});

test('F2 the right one of many parallel guesses wins as often as the budget says', async () => {
  const [ROUNDS, GUESSES] = [60, 30];
  vi.useFakeTimers({ toFake: ['Date'] });
  let wins = 0;
  let person: TwoStepPerson | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    // The year's budget is for five rounds; before each of them the clock is moved past any lock.
    if (round % 4 === 0) person = await withTwoStep();
    vi.setSystemTime(Date.now() + 13 * HOUR);
    const home = person!.browser.userId;
    const before = await wrongAnswers(home);
    const statuses = await race(
      home,
      await contenders(person!, 'totp', 1),
      guessTotp(person!, GUESSES),
      GUESSES,
    );
    vi.restoreAllMocks();
    const won = statuses[200] ?? 0;
    const wrong = (await wrongAnswers(home)) - before;
    if (won) expect(wrong).toBeLessThan(TRIES_PER_CHALLENGE.totp);
    else expect(wrong).toBe(TRIES_PER_CHALLENGE.totp);
    wins += won;
  }
  // Binomial with p = 5/30: outside of these bounds once in 20,000 runs.
  expect(wins).toBeGreaterThanOrEqual(1);
  expect(wins).toBeLessThanOrEqual(22);
});
