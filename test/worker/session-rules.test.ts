import { afterEach, describe, expect, test, vi } from 'vitest';
import { MINUTE, SECOND } from '../../worker/clock.ts';
import { digest } from '../../worker/crypto/digest.ts';
import { SECOND_STEP_MS, SESSION_ABSOLUTE_MS, SESSION_IDLE_MS } from '../../worker/policy/limits.ts';
import type { SessionAnswer } from './answers.ts';
import { Browser } from './client.ts';
import { mailedCode, newestMail } from './mailbox.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, signUp, withTwoStep } from './people.ts';
import { inObject, tablesOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => void vi.useRealTimers());

/** Moves the clock of the Worker and of its objects. */
const later = (milliseconds: number) =>
  void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });

const cookie = (browser: Browser) => browser.cookies.get('__Host-session')!;
const sessionOf = async (browser: Browser) =>
  (await browser.call<SessionAnswer>('GET', '/v1/session')).session;
const codeOf = async (browser: Browser) => (await browser.refused('GET', '/v1/session')).code;

/** Signs in all the way in a new browser, with a recovery code. */
async function signInFully(person: TwoStepPerson, index = 0): Promise<Browser> {
  const browser = await passwordStep(person);
  const id = await challenge(browser, 'recovery-code');
  await browser.call('POST', `/v1/challenges/${id}/verify`, { code: person.recoveryCodes[index] });
  return browser;
}

describe('the secret of a session', () => {
  test('G2 is new after the first step, the second and each re-authentication, and the old one is dead', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    const steps: [string, () => Promise<unknown>][] = [
      [
        'second step',
        async () =>
          browser.call('POST', `/v1/challenges/${await challenge(browser, 'totp')}/verify`, {
            code: totpAt(person.secret),
          }),
      ],
      [
        're-authentication',
        () => browser.call('POST', '/v1/session/reauthenticate', { password: person.password }),
      ],
      [
        'password change',
        () => browser.call('PUT', '/v1/password', { newPassword: 'another-one-for-the-list' }),
      ],
    ];
    for (const [name, step] of steps) {
      const before = browser.copy();
      await step();
      expect(cookie(browser), name).not.toBe(cookie(before));
      expect(await codeOf(before), name).toBe('not-signed-in');
      await sessionOf(browser);
    }
  });

  test('G2 is new when a first factor is added, and when a step-up proves it', async () => {
    const { browser } = await signUp();
    const before = browser.copy();
    const { secret } = await withTwoStep({ browser, email: '', password: '' });
    expect(await codeOf(before)).toBe('not-signed-in');
    const stale = browser.copy();
    const id = await challenge(browser, 'totp', 'reauthentication');
    await browser.call('POST', `/v1/challenges/${id}/verify`, { code: totpAt(secret) });
    expect(await codeOf(stale)).toBe('not-signed-in');
  });

  test('G2 a sign-in does not take over the session that the browser had: that one ends', async () => {
    const person = await signUp();
    const before = person.browser.copy();
    await person.browser.call('POST', '/v1/sign-in', { email: person.email, password: person.password });
    expect(cookie(person.browser)).not.toBe(cookie(before));
    await expect.poll(() => before.request('GET', '/v1/session').then(({ status }) => status)).toBe(401);
  });

  test('G5 has 256 random bits, and only its hash is stored', async () => {
    const { browser } = await signUp();
    const [, id, secret = ''] = cookie(browser).split('.');
    expect(secret).toMatch(/^[\w-]{43}$/);
    const tables = await tablesOf(browser.userId);
    expect(JSON.stringify(tables)).not.toContain(secret);
    expect(JSON.stringify(tables)).not.toContain(browser.cookies.get('__Host-device'));
    expect(tables.sessions).toContainEqual(expect.objectContaining({ id, secret_hash: digest(secret) }));
  });

  test('G6 is in a __Host- cookie: Secure, HttpOnly, SameSite=Lax, Path=/, without Domain', async () => {
    const person = await signUp();
    const response = await new Browser().request('POST', '/v1/sign-in', {
      email: person.email,
      password: person.password,
    });
    const cookies = response.headers.getSetCookie();
    expect(cookies.map((text) => text.split('=')[0]).sort()).toEqual(['__Host-device', '__Host-session']);
    for (const text of cookies) {
      const attributes = text
        .split('; ')
        .slice(1)
        .map((attribute) => attribute.split('=')[0])
        .sort();
      expect(attributes).toEqual(['HttpOnly', 'Max-Age', 'Path', 'SameSite', 'Secure']);
      expect(text).toMatch(/; Path=\/(;|$)/);
      expect(text).toContain('SameSite=Lax');
    }
  });
});

describe('a session whose second step is owed', () => {
  test('G1 G4 never becomes a full one by waiting, and is over after ten minutes', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    const id = await challenge(browser, 'totp');
    later(SECOND_STEP_MS - SECOND);
    expect(await sessionOf(browser)).toMatchObject({ stage: 'second-factor', level: 1 });
    later(SECOND);
    expect(await codeOf(browser)).toBe('not-signed-in');
    expect(
      (await browser.refused('POST', `/v1/challenges/${id}/verify`, { code: totpAt(person.secret) })).code,
    ).toBe('not-signed-in');
  });

  test('G1 G3 cannot re-authenticate, and a full one cannot pass a second step for it', async () => {
    const person = await withTwoStep();
    const half = await passwordStep(person);
    const owed = await challenge(half, 'totp');
    expect(
      (await half.refused('POST', '/v1/challenges', { purpose: 'reauthentication', method: 'totp' })).code,
    ).toBe('second-factor-required');
    expect(
      (await half.refused('POST', '/v1/session/reauthenticate', { password: person.password })).code,
    ).toBe('second-factor-required');
    expect(
      (await person.browser.refused('POST', `/v1/challenges/${owed}/verify`, { code: totpAt(person.secret) }))
        .code,
    ).toBe('not-found');
    expect(
      (await person.browser.refused('POST', '/v1/challenges', { purpose: 'sign-in', method: 'totp' })).code,
    ).toBe('already-signed-in');
    expect(await sessionOf(half)).toMatchObject({ stage: 'second-factor', level: 1, amr: ['pwd'] });
  });

  test('G3 the second step is for the person whose password was given, and nobody else', async () => {
    const [one, two] = [await withTwoStep(), await withTwoStep()];
    const half = await passwordStep(one);
    const id = await challenge(half, 'totp');
    expect(
      (await half.refused('POST', `/v1/challenges/${id}/verify`, { code: totpAt(two.secret) })).code,
    ).toBe('wrong-code');
  });

  test('G8 is over when the password is changed, also when other sessions may stay', async () => {
    const person = await withTwoStep();
    const half = await passwordStep(person);
    await person.browser.call('PUT', '/v1/password', {
      newPassword: 'another-one-for-the-list',
      endOtherSessions: false,
    });
    expect(await codeOf(half)).toBe('not-signed-in');
  });

  test('G14 stays so when its factor cannot be opened or D1 is away: nothing is skipped', async () => {
    const person = await withTwoStep();
    const half = await passwordStep(person);
    const id = await challenge(half, 'recovery-code');
    await inObject(
      person.browser.userId,
      `UPDATE factors SET sealed = 'k9.' || substr(sealed, 4) WHERE method = 'totp'`,
    );
    const totp = await passwordStep(person);
    expect(await sessionOf(totp)).toMatchObject({ stage: 'second-factor' });
    await inObject(person.browser.userId, `UPDATE factors SET sealed = NULL WHERE method = 'totp'`);
    expect(await sessionOf(await passwordStep(person))).toMatchObject({ stage: 'second-factor' });
    await inObject(person.browser.userId, `DELETE FROM recovery_codes`);
    expect(
      (await half.refused('POST', `/v1/challenges/${id}/verify`, { code: person.recoveryCodes[0] })).code,
    ).toBe('wrong-code');
  });
});

describe('the end of a session', () => {
  test('G7 comes after an hour without use, by the server’s clock', async () => {
    const { browser } = await signUp();
    later(SESSION_IDLE_MS - SECOND);
    await sessionOf(browser);
    later(SESSION_IDLE_MS - SECOND);
    await sessionOf(browser);
    later(SESSION_IDLE_MS);
    expect(
      (await browser.refused('GET', '/v1/session', undefined, { Date: new Date(0).toUTCString() })).code,
    ).toBe('not-signed-in');
  });

  test('G7 comes after 24 hours whatever is done, step-ups included', async () => {
    const person = await signUp();
    const { expiresAt, createdAt } = await sessionOf(person.browser);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(SESSION_ABSOLUTE_MS);
    for (let spent = 0; spent < SESSION_ABSOLUTE_MS - SESSION_IDLE_MS; spent += SESSION_IDLE_MS - MINUTE) {
      later(SESSION_IDLE_MS - MINUTE);
      await person.browser.call('POST', '/v1/session/reauthenticate', { password: person.password });
    }
    vi.setSystemTime(Date.parse(expiresAt) - SECOND);
    await sessionOf(person.browser);
    vi.setSystemTime(Date.parse(expiresAt));
    expect(await codeOf(person.browser)).toBe('not-signed-in');
  });

  test('G8 signing out ends it at once, for whoever has a copy', async () => {
    const { browser } = await signUp();
    const thief = browser.copy();
    await browser.call('DELETE', '/v1/session');
    expect(browser.cookies.has('__Host-session')).toBe(false);
    expect(await codeOf(thief)).toBe('not-signed-in');
  });

  test('G8 changing the password ends the others, unless the person wants them to stay', async () => {
    const person = await signUp();
    const other = await passwordStep(person);
    await person.browser.call('PUT', '/v1/password', {
      newPassword: 'another-one-for-the-list',
      endOtherSessions: false,
    });
    await sessionOf(other);
    await person.browser.call('PUT', '/v1/password', { newPassword: 'another-one-for-the-book' });
    expect(await codeOf(other)).toBe('not-signed-in');
    await sessionOf(person.browser);
  });

  test('G8 resetting the password ends all of them', async () => {
    const person = await signUp();
    const other = await passwordStep(person);
    const after = await newestMail(person.email);
    const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', {
      email: person.email,
    });
    const code = await mailedCode(person.email, after);
    await new Browser().call('POST', '/v1/recovery/password/confirm', {
      flow,
      code,
      newPassword: 'another-one-for-the-list',
    });
    for (const browser of [person.browser, other]) expect(await codeOf(browser)).toBe('not-signed-in');
  });

  test('G8 G11 removing a factor ends the others, and this one no longer counts what it proved with it', async () => {
    const person = await withTwoStep();
    const other = await signInFully(person);
    expect(await sessionOf(person.browser)).toMatchObject({ level: 3, amr: ['pwd', 'otp', 'mfa'] });
    await person.browser.call('DELETE', `/v1/factors/${person.factorId}`);
    expect(await codeOf(other)).toBe('not-signed-in');
    expect(await sessionOf(person.browser)).toMatchObject({ level: 1, requiredLevel: 1, amr: ['pwd'] });
  });

  test('G9 turning on two-step verification ends what was opened without it', async () => {
    const person = await signUp();
    const other = await passwordStep(person);
    await withTwoStep(person);
    expect(await codeOf(other)).toBe('not-signed-in');
    expect(await sessionOf(person.browser)).toMatchObject({ level: 3, requiredLevel: 2 });
  });

  test('G11 a session of a lower level than the account’s changes nothing, were there one', async () => {
    const person = await withTwoStep();
    await inObject(person.browser.userId, `UPDATE sessions SET level = 1, methods = 'password'`);
    await person.browser.call('POST', '/v1/session/reauthenticate', { password: person.password });
    for (const [method, path, body] of [
      ['DELETE', `/v1/factors/${person.factorId}`],
      ['POST', '/v1/recovery-codes'],
      ['PUT', '/v1/password', { newPassword: 'another-one-for-the-list' }],
      ['POST', '/v1/enrollments', { method: 'totp' }],
    ] as const) {
      expect((await person.browser.refused(method, path, body)).code).toBe('level-too-low');
    }
  });
});

describe('a remembered device', () => {
  test('G11 skips no second step', async () => {
    const person = await withTwoStep();
    await person.browser.call('DELETE', '/v1/session');
    await person.browser.call('POST', '/v1/sign-in', { email: person.email, password: person.password });
    expect(await sessionOf(person.browser)).toMatchObject({ stage: 'second-factor', level: 1, amr: ['pwd'] });
  });
});

describe('the list of sessions', () => {
  type List = {
    sessions: {
      id: string;
      current: boolean;
      device: string;
      ip: string;
      level: number;
      amr: string[];
      createdAt: string;
      lastSeenAt: string;
    }[];
  };

  test('G13 shows device, address, time, method and level, and no half session', async () => {
    const person = await withTwoStep();
    await passwordStep(person);
    await signInFully(person);
    const { sessions } = await person.browser.call<List>('GET', '/v1/sessions');
    expect(sessions).toEqual([
      expect.objectContaining({
        current: true,
        device: 'Firefox on Linux',
        ip: expect.stringMatching(/^[\d.]+$/),
        level: 3,
        amr: ['pwd', 'otp', 'mfa'],
      }),
      expect.objectContaining({
        current: false,
        device: 'Firefox on Linux',
        ip: expect.stringMatching(/^[\d.]+$/),
        level: 2,
        amr: ['pwd', 'otp', 'mfa'],
      }),
    ]);
    for (const { createdAt, lastSeenAt } of sessions)
      expect(Math.abs(Date.parse(createdAt) - Date.parse(lastSeenAt))).toBeLessThan(MINUTE);
    expect(JSON.stringify(sessions)).not.toContain(cookie(person.browser).split('.')[2]);
  });

  test('G13 lets one be ended, or all the others', async () => {
    const person = await withTwoStep();
    const [one, two, three] = [
      await signInFully(person),
      await signInFully(person, 1),
      await signInFully(person, 2),
    ];
    await person.browser.call('DELETE', `/v1/sessions/${cookie(one).split('.')[1]}`);
    expect(await codeOf(one)).toBe('not-signed-in');
    await sessionOf(two);
    expect(await person.browser.call('DELETE', '/v1/sessions')).toEqual({ ended: 2 });
    for (const browser of [two, three]) expect(await codeOf(browser)).toBe('not-signed-in');
    await sessionOf(person.browser);
  });
});
