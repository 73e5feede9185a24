import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { homeOf } from '../../worker/directory/home.ts';
import { FACTORS_PER_METHOD } from '../../worker/policy/limits.ts';
import { SECOND } from '../../worker/clock.ts';
import { Browser } from './client.ts';
import { injectDelays } from './delays.ts';
import { eventsOf, rows } from './look-inside.ts';
import { mailedCode, newestMail } from './mailbox.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

/** What came back, as statuses in order. */
const statuses = async (...requests: Promise<Response>[]) =>
  (await Promise.all(requests)).map(({ status }) => status).sort();

const typesOf = async (home: string, type: string) =>
  (await eventsOf(home)).filter((event) => event.type === type);

/** Begins a challenge of the person's first authenticator app. */
async function challengeOf({ factorId }: TwoStepPerson, browser: Browser): Promise<string> {
  const wish = { purpose: 'sign-in', method: 'totp', factorId };
  return (await browser.call<{ challenge: { id: string } }>('POST', '/v1/challenges', wish)).challenge.id;
}

/** A second browser that is signed in all the way. */
async function secondSession(person: TwoStepPerson): Promise<Browser> {
  later(30 * SECOND);
  const browser = await passwordStep(person);
  const path = `/v1/challenges/${await challengeOf(person, browser)}/verify`;
  await browser.call('POST', path, { code: totpAt(person.secret) });
  return browser;
}

async function enrollTotp(browser: Browser) {
  const { enrollment } = await browser.call<{ enrollment: { id: string; secret: string } }>(
    'POST',
    '/v1/enrollments',
    { method: 'totp' },
  );
  const body = () => ({ code: totpAt(enrollment.secret) });
  return {
    id: enrollment.id,
    confirm: () => browser.request('POST', `/v1/enrollments/${enrollment.id}/confirm`, body()),
  };
}

describe('accounts', () => {
  test.for([0, 1, 2, 3, 4])(
    'two sign-ups for one address, confirmed at the same time, make one account (%i)',
    async () => {
      const email = someAddress();
      const passwords = ['first-violet-anchor-moon', 'second-violet-anchor-moon'];
      const flows = [];
      for (const password of passwords) {
        const after = await newestMail(email);
        const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/accounts', {
          email,
          password,
        });
        flows.push({ flow, code: await mailedCode(email, after) });
      }
      const browsers = [new Browser(), new Browser()];
      const objects = vi.spyOn(Object.getPrototypeOf(env.USERS) as DurableObjectNamespace, 'idFromName');
      injectDelays();
      const responses = await Promise.all(
        flows.map((body, i) => browsers[i]!.request('POST', '/v1/accounts/confirm', body)),
      );
      const homes = new Set(objects.mock.calls.map(([name]) => name));
      vi.restoreAllMocks();

      expect(responses.map(({ status }) => status).sort()).toEqual([200, 410]);
      const [winner, loser] = responses[0]!.ok ? [0, 1] : [1, 0];
      const { results } = await env.DB.prepare('SELECT id FROM users WHERE email = ?')
        .bind(email)
        .all<{ id: string }>();
      expect(results).toEqual([{ id: browsers[winner]!.userId }]);
      expect(browsers[loser]!.cookies.has('__Host-session')).toBe(false);
      const signIn = (password: string) => new Browser().request('POST', '/v1/sign-in', { email, password });
      expect((await signIn(passwords[winner]!)).status).toBe(200);
      expect((await signIn(passwords[loser]!)).status).toBe(401);
      const stored = await Promise.all(
        [...homes].map((home) => rows(home, `SELECT 1 FROM sqlite_master WHERE name = 'account'`)),
      );
      expect(
        stored.filter(({ length }) => length > 0),
        'the stand-in and one account are left',
      ).toHaveLength(2);
    },
  );

  test('an account that was made meanwhile is not replaced by a sign-up that began before', async () => {
    const email = someAddress();
    const body = { email, password: 'late-violet-anchor-moon' };
    const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/accounts', body);
    const code = await mailedCode(email);
    const { browser } = await signUp(email);
    expect((await new Browser().refused('POST', '/v1/accounts/confirm', { flow, code })).code).toBe(
      'code-expired',
    );
    expect(await homeOf(env, email)).toBe(browser.userId);
  });
});

describe('enrollments', () => {
  test('H5 two at once obey the factor limit', async () => {
    const person = await withTwoStep();
    const { browser } = person;
    const other = await secondSession(person);
    while (
      (await rows(browser.userId, `SELECT 1 FROM factors WHERE method = 'totp'`)).length <
      FACTORS_PER_METHOD.totp - 1
    ) {
      expect((await (await enrollTotp(browser)).confirm()).status).toBe(200);
    }
    const [one, two] = [await enrollTotp(browser), await enrollTotp(other)];
    injectDelays();
    expect(await statuses(one.confirm(), two.confirm())).toEqual([200, 409]);
    const active = await rows(
      browser.userId,
      `SELECT 1 FROM factors WHERE method = 'totp' AND state = 'active'`,
    );
    expect(active).toHaveLength(FACTORS_PER_METHOD.totp);
  });

  test('two sessions that confirm the first factor at once: one does, with its own recovery codes', async () => {
    const person = await signUp();
    const other = await passwordStep(person);
    const home = person.browser.userId;
    const both = [];
    for (const browser of [person.browser, other]) {
      const { codes } = await browser.call<{ codes: string[] }>('POST', '/v1/recovery-codes');
      both.push({ browser, codes, ...(await enrollTotp(browser)) });
    }
    injectDelays();
    const responses = await Promise.all(both.map(({ confirm }) => confirm()));
    vi.restoreAllMocks();
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 401]);
    const winner = both[responses.findIndex(({ ok }) => ok)]!;
    const loser = both.find((one) => one !== winner)!;
    expect(await rows(home, `SELECT id FROM factors WHERE method = 'totp' AND state = 'active'`)).toEqual([
      { id: winner.id },
    ]);
    expect(await rows(home, 'SELECT 1 FROM recovery_codes')).toHaveLength(10);
    const half = await passwordStep(person);
    const path = async () => `/v1/challenges/${await challenge(half, 'recovery-code')}/verify`;
    expect((await half.refused('POST', await path(), { code: loser.codes[0] })).code).toBe('wrong-code');
    await half.call('POST', await path(), { code: winner.codes[0] });
  });
});

describe('removals', () => {
  /** Somebody with two authenticator apps. */
  async function withTwoFactors() {
    const person = await withTwoStep();
    const second = await enrollTotp(person.browser);
    await second.confirm();
    return { person, paths: [`/v1/factors/${person.factorId}`, `/v1/factors/${second.id}`] as const };
  }

  test('H4 of the last two at once, in one session: two-step verification is off, the codes are voided once', async () => {
    const { person, paths } = await withTwoFactors();
    const { browser } = person;
    injectDelays();
    expect(await statuses(...paths.map((path) => browser.copy().request('DELETE', path)))).toEqual([
      200, 200,
    ]);
    const home = browser.userId;
    expect(await typesOf(home, 'recovery-codes.voided')).toHaveLength(1);
    expect(await rows(home, 'SELECT 1 FROM recovery_codes')).toHaveLength(0);
    const removed = await typesOf(home, 'factor.removed');
    expect(removed.map(({ detail }) => (JSON.parse(detail) as { twoStepOff: boolean }).twoStepOff)).toEqual([
      false,
      true,
    ]);
    const { session } = await browser.call<{ session: { level: number; requiredLevel: number } }>(
      'GET',
      '/v1/session',
    );
    expect(session).toMatchObject({ level: 1, requiredLevel: 1 });
  });

  test('H4 of the last two at once, in two sessions: the first ends the other session, and one factor is left', async () => {
    const { person, paths } = await withTwoFactors();
    const other = await secondSession(person);
    injectDelays();
    expect(
      await statuses(person.browser.request('DELETE', paths[0]), other.request('DELETE', paths[1])),
    ).toEqual([200, 401]);
    const home = person.browser.userId;
    expect(await rows(home, `SELECT 1 FROM factors WHERE method = 'totp' AND state = 'active'`)).toHaveLength(
      1,
    );
    expect(await typesOf(home, 'recovery-codes.voided')).toHaveLength(0);
    expect(await rows(home, 'SELECT 1 FROM recovery_codes')).toHaveLength(10);
  });

  test('one factor twice at once: it is removed once', async () => {
    const { person, paths } = await withTwoFactors();
    const { browser } = person;
    expect(await statuses(...[1, 2].map(() => browser.copy().request('DELETE', paths[1])))).toEqual([
      200, 404,
    ]);
    expect(await typesOf(browser.userId, 'factor.removed')).toHaveLength(1);
  });

  test('a code that is on its way when its factor is removed is refused', async () => {
    const { person, paths } = await withTwoFactors();
    const other = await passwordStep(person);
    const path = `/v1/challenges/${await challengeOf(person, other)}/verify`;
    injectDelays();
    later(30 * SECOND);
    const answer = other.request('POST', path, {
      code: totpAt(person.secret),
    });
    const [removed, answered] = await Promise.all([person.browser.request('DELETE', paths[0]), answer]);
    vi.restoreAllMocks();
    // Whichever came first: no session that was opened with the factor outlives it.
    expect([removed.status, answered.status]).toContain(200);
    if (removed.ok) expect((await other.refused('GET', '/v1/factors')).code).toBe('not-signed-in');
  });
});
