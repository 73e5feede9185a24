import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { homeOf } from '../../worker/directory/home.ts';
import { UserObject } from '../../worker/user/user-object.ts';
import { Browser } from './client.ts';
import { waited } from './delays.ts';
import { eventsOf, rows } from './look-inside.ts';
import { mailedCode, newestMail } from './mailbox.ts';
import { PASSWORD, signUp, someAddress, withTwoStep } from './people.ts';
import { contenders, race } from './race.ts';
import { totpAt } from './totp-at.ts';

const SESSIONS = 20;

// A thousand requests on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

afterEach(() => {
  expect(waited(), 'the race ran with delays').toBeGreaterThan(100);
  vi.restoreAllMocks();
});

describe('1,000 parallel redemptions of one valid code, with delays injected: one success', () => {
  test('B6 TOTP, from 20 sessions', async () => {
    const person = await withTwoStep();
    const among = await contenders(person, 'totp', SESSIONS);
    const code = totpAt(person.secret);
    const statuses = await race(person.browser.userId, among, () => ({ code }));
    expect(statuses[200]).toBe(1);
    expect(
      (await eventsOf(person.browser.userId)).filter(({ type }) => type === 'sign-in.succeeded'),
    ).toHaveLength(1);
  });

  test('B6 TOTP, from one session', async () => {
    const person = await withTwoStep();
    const code = totpAt(person.secret);
    const statuses = await race(person.browser.userId, await contenders(person, 'totp', 1), () => ({ code }));
    expect(statuses[200]).toBe(1);
  });

  test('D3 a recovery code, from 20 sessions', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    const among = await contenders(person, 'recovery-code', SESSIONS);
    const [code] = person.recoveryCodes;
    const statuses = await race(home, among, () => ({ code }));
    expect(statuses[200]).toBe(1);
    expect(await rows(home, 'SELECT * FROM recovery_codes WHERE used_at IS NOT NULL')).toHaveLength(1);
    expect((await eventsOf(home)).filter(({ type }) => type === 'recovery-code.used')).toHaveLength(1);
  });

  test('C6 a mailed code that confirms a recovery address', async () => {
    const { browser } = await signUp();
    const address = someAddress();
    const { enrollment } = await browser.call<{ enrollment: { id: string } }>('POST', '/v1/enrollments', {
      method: 'email',
      address,
    });
    const code = await mailedCode(address);
    const statuses = await race(
      browser.userId,
      [{ browser, path: `/v1/enrollments/${enrollment.id}/confirm` }],
      () => ({ code }),
    );
    expect(statuses[200]).toBe(1);
    expect((await eventsOf(browser.userId)).filter(({ type }) => type === 'factor.added')).toHaveLength(1);
  });

  test('C6 a mailed code that confirms a sign-up: one account', async () => {
    const email = someAddress();
    const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/accounts', {
      email,
      password: PASSWORD,
    });
    const code = await mailedCode(email);
    const standIn = await homeOf(env, email);
    const created = vi.spyOn(UserObject.prototype, 'createAccount');
    const statuses = await race(standIn, [{ browser: new Browser(), path: '/v1/accounts/confirm' }], () => ({
      flow,
      code,
    }));
    expect(statuses[200]).toBe(1);
    expect(created).toHaveBeenCalledTimes(1);
    const accounts = await env.DB.prepare('SELECT id FROM users WHERE email = ?').bind(email).all();
    expect(accounts.results).toHaveLength(1);
  });
});

test('C6 of 100 parallel redemptions of a mailed code that resets a password one succeeds', async () => {
  // Not 1,000: each of them hashes a password, which is most of a minute.
  const { browser, email } = await signUp();
  const after = await newestMail(email);
  const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', { email });
  const code = await mailedCode(email, after);
  const body = (i: number) => ({ flow, code, newPassword: `${PASSWORD}-number-${i}` });
  const path = '/v1/recovery/password/confirm';
  const statuses = await race(browser.userId, [{ browser: new Browser(), path }], body, 100);
  expect(statuses[204]).toBe(1);
  expect((await eventsOf(browser.userId)).filter(({ type }) => type === 'password.reset')).toHaveLength(1);
});
