import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EventRow, RememberedDeviceRow } from '../../schema/user-tables.ts';
import { DAY, MINUTE } from '../../worker/clock.ts';
import { config, readConfig } from '../../worker/config.ts';
import { digest } from '../../worker/crypto/digest.ts';
import {
  REMEMBERED_COOKIES_MAX,
  REMEMBERED_DEVICES_MAX,
  REPEAT_GRACE_MS,
} from '../../worker/policy/limits.ts';
import type { SessionAnswer } from './answers.ts';
import { Browser } from './client.ts';
import { eventsOf, rows } from './look-inside.ts';
import { mailedCode, newestMail } from './mailbox.ts';
import { enroll, withPasskey } from './passkey-people.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, someAddress, withTwoStep } from './people.ts';
import {
  enterPassword,
  listRemembered,
  rememberedBrowser,
  rememberedCookie,
  rememberedCookies,
  remembering,
  stageOf,
  withTokenOf,
} from './remembered-people.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';
import { tablesOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

const { rememberDeviceDays } = config;

afterEach(() => {
  vi.useRealTimers();
  config.rememberDeviceDays = rememberDeviceDays;
});

/** Moves the clock of the Worker and of its objects. */
const later = (milliseconds: number) =>
  void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });

const devicesOf = (home: string) =>
  rows<RememberedDeviceRow>(home, 'SELECT * FROM remembered_devices ORDER BY id');

const ofType = async (home: string, type: EventRow['type']) =>
  (await eventsOf(home)).filter((event) => event.type === type);

describe('the policy', () => {
  test('is off by default, takes whole days up to 90, and anything else stops the start', () => {
    const read = (days?: string) =>
      readConfig({ ...env, REMEMBER_DEVICE_DAYS: days } as Env).rememberDeviceDays;
    expect([read(), read(''), read('0'), read('1'), read('90')]).toEqual([0, 0, 0, 1, 90]);
    for (const wrong of ['91', '-1', '1.5', 'on', '30 days', 'NaN', 'Infinity'])
      expect(() => read(wrong), wrong).toThrow(
        'REMEMBER_DEVICE_DAYS must be a whole number from 0 (off) to 90',
      );
  });

  test('switched off, nothing is offered or remembered, and what was remembered counts no more', async () => {
    const person = await remembering();
    config.rememberDeviceDays = 0;
    const session = await enterPassword(person.remembered, person);
    expect(session).toMatchObject({ stage: 'second-factor', rememberDeviceDays: 0 });
    expect(rememberedCookies(person.remembered).size).toBe(0);

    const other = await passwordStep(person);
    await other.call('POST', `/v1/challenges/${await challenge(other, 'recovery-code')}/verify`, {
      code: person.recoveryCodes[0],
      rememberDevice: true,
    });
    expect(rememberedCookies(other).size).toBe(0);
    expect(await listRemembered(other)).toEqual([]);
  });

  test('that became stricter holds for what was remembered before', async () => {
    const person = await remembering();
    config.rememberDeviceDays = 7;
    later(7 * DAY);
    expect(await stageOf(person.remembered, person)).toBe('second-factor');
  });
});

describe('a remembered device', () => {
  test('G11 opens a full session of one factor: no mfa, no level that a change would take', async () => {
    const person = await remembering();
    const session = await enterPassword(person.remembered, person);
    expect(session).toMatchObject({ stage: 'full', level: 1, requiredLevel: 2, amr: ['pwd'] });
    const rename = ['PATCH', `/v1/factors/${person.factorId}`, { name: 'Mine' }] as const;
    expect((await person.remembered.refused(...rename)).code).toBe('level-too-low');

    // The password again is no second factor, and the token proves nothing when asked again.
    await person.remembered.call('POST', '/v1/session/reauthenticate', { password: person.password });
    expect((await person.remembered.refused(...rename)).code).toBe('level-too-low');
    expect(session.options.map(({ method }) => method)).toEqual(['totp']);

    later(MINUTE);
    const id = await challenge(person.remembered, 'totp', 'reauthentication');
    const raised = await person.remembered.call<SessionAnswer>('POST', `/v1/challenges/${id}/verify`, {
      code: totpAt(person.secret),
    });
    expect(raised.session).toMatchObject({ level: 3, amr: ['pwd', 'otp', 'mfa'] });
    await person.remembered.call(...rename);
  });

  test('is asked for the second step on every other browser, and without its token', async () => {
    const person = await remembering();
    expect(await stageOf(new Browser(), person)).toBe('second-factor');
    const forgetful = person.remembered.copy();
    forgetful.cookies.delete(rememberedCookie(forgetful)[0]);
    expect(await stageOf(forgetful, person)).toBe('second-factor');
  });

  test('does not help without the password, and a wrong one does not use its token up', async () => {
    const person = await remembering();
    const before = rememberedCookie(person.remembered);
    const { email } = person;
    const wrong = await person.remembered.refused('POST', '/v1/sign-in', {
      email,
      password: 'not my password',
    });
    expect(wrong.code).toBe('wrong-credentials');
    expect(rememberedCookie(person.remembered)).toEqual(before);
    expect(await stageOf(person.remembered, person)).toBe('full');
  });

  test('has its token in a __Host- cookie of its own for each account, of which only a hash is stored', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    const id = await challenge(browser, 'totp');
    const response = await browser.request('POST', `/v1/challenges/${id}/verify`, {
      code: totpAt(person.secret),
      rememberDevice: true,
    });
    const cookie = response.headers.getSetCookie().find((text) => text.startsWith('__Host-remembered-'))!;
    expect(cookie).toMatch(
      /^__Host-remembered-[\w-]{12}=[\w-]{22}\.[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(Number(/Max-Age=(\d+)/.exec(cookie)![1]!) * 1000).toBeCloseTo(rememberDeviceDays * DAY, -5);
    const secret = rememberedCookie(browser)[1].split('.')[1]!;
    const tables = await tablesOf(browser.userId);
    expect(JSON.stringify(tables)).not.toContain(secret);
    expect(tables.remembered_devices).toMatchObject([{ secret_hash: digest(secret) }]);
  });

  test('is not made by a recovery code, nor by a step-up', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    const remember = { rememberDevice: true };
    const first = await challenge(browser, 'recovery-code');
    await browser.call('POST', `/v1/challenges/${first}/verify`, {
      code: person.recoveryCodes[0],
      ...remember,
    });
    const second = await challenge(browser, 'totp', 'reauthentication');
    await browser.call('POST', `/v1/challenges/${second}/verify`, {
      code: totpAt(person.secret),
      ...remember,
    });
    expect(rememberedCookies(browser).size).toBe(0);
    expect(await devicesOf(browser.userId)).toEqual([]);
  });

  test('is made by a passkey after the password as well', async () => {
    const { email, password, passkey } = await withPasskey();
    const browser = await passwordStep({ email, password });
    const { challenge: asked } = await browser.call<{
      challenge: { id: string; options: Parameters<SoftwarePasskey['answer']>[0] };
    }>('POST', '/v1/challenges', { purpose: 'sign-in', method: 'passkey' });
    await browser.call('POST', `/v1/challenges/${asked.id}/verify`, {
      credential: await passkey.answer(asked.options),
      rememberDevice: true,
    });
    expect(await stageOf(browser, { email, password })).toBe('full');
  });

  test('ends after its days, however often it was used', async () => {
    const person = await remembering();
    for (let day = 1; day < rememberDeviceDays; day += 7) {
      later(7 * DAY);
      if (day + 7 < rememberDeviceDays) expect(await stageOf(person.remembered, person)).toBe('full');
    }
    expect(await stageOf(person.remembered, person)).toBe('second-factor');
    expect(rememberedCookies(person.remembered).size).toBe(0);
    expect(await ofType(person.browser.userId, 'device.copied')).toEqual([]);
  });

  test('takes its own place when it is remembered again, and one account has ten at most', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    const browser = new Browser();
    for (let i = 0; i <= REMEMBERED_DEVICES_MAX; i++) {
      const own = i === 0 ? browser : new Browser();
      later(MINUTE);
      await enterPassword(own, person);
      const id = await challenge(own, 'totp');
      const code = totpAt(person.secret);
      await own.call('POST', `/v1/challenges/${id}/verify`, { code, rememberDevice: true });
    }
    expect(await devicesOf(home)).toHaveLength(REMEMBERED_DEVICES_MAX);
    // The oldest went.
    expect(await stageOf(browser, person)).toBe('second-factor');

    const again = await rememberedBrowserLater(person);
    const before = rememberedCookie(again);
    // Its password step does not recognize it here, as when two tabs were at it already.
    again.cookies.delete(before[0]);
    await enterPassword(again, person);
    again.cookies.set(...before);
    later(MINUTE);
    const id = await challenge(again, 'totp');
    await again.call('POST', `/v1/challenges/${id}/verify`, {
      code: totpAt(person.secret),
      rememberDevice: true,
    });
    const ids = (await devicesOf(home)).map((device) => device.id);
    expect(ids).not.toContain(before[1].split('.')[0]);
    expect(ids).toContain(rememberedCookie(again)[1].split('.')[0]);
  });
});

async function rememberedBrowserLater(person: TwoStepPerson): Promise<Browser> {
  later(MINUTE);
  return rememberedBrowser(person);
}

describe('the secret of a remembered device', () => {
  test('is a new one after each use', async () => {
    const person = await remembering();
    const seen = new Set([rememberedCookie(person.remembered)[1]]);
    for (let use = 0; use < 3; use++) {
      expect(await stageOf(person.remembered, person)).toBe('full');
      seen.add(rememberedCookie(person.remembered)[1]);
    }
    expect(seen.size).toBe(4);
    expect(new Set([...seen].map((value) => value.split('.')[0])).size).toBe(1);
  });

  test('is answered once more when the answer got lost, and it is the same new one', async () => {
    const person = await remembering();
    const lost = withTokenOf(person.remembered);
    const retry = withTokenOf(person.remembered);
    expect(await stageOf(lost, person)).toBe('full');
    later(REPEAT_GRACE_MS - MINUTE);
    expect(await stageOf(retry, person)).toBe('full');
    expect(rememberedCookie(retry)).toEqual(rememberedCookie(lost));

    // A third time it is not, but nobody is accused either; the new one works on.
    const third = withTokenOf(person.remembered);
    expect(await stageOf(third, person)).toBe('second-factor');
    expect(rememberedCookie(third)).toEqual(rememberedCookie(person.remembered));
    expect(await ofType(person.browser.userId, 'device.copied')).toEqual([]);
    expect(await stageOf(retry, person)).toBe('full');
  });

  test.each([
    ['after two minutes', async () => later(REPEAT_GRACE_MS)],
    [
      'once the new one was used',
      async (used: Browser, person: TwoStepPerson) => void (await enterPassword(used, person)),
    ],
  ])('that was replaced, %s, shows a copy: the device is forgotten for both', async (_, pass) => {
    const person = await remembering();
    const home = person.browser.userId;
    const thief = withTokenOf(person.remembered);
    await enterPassword(person.remembered, person);
    const opened = person.remembered.copy();
    await pass(person.remembered, person);

    expect(await stageOf(thief, person)).toBe('second-factor');
    expect(rememberedCookies(thief).size).toBe(0);
    expect(await devicesOf(home)).toEqual([]);
    const [copied] = await ofType(home, 'device.copied');
    expect(copied).toMatchObject({ subject: 'Firefox on Linux' });
    // What it had opened is over, the owner's other sessions are not.
    expect((await opened.refused('GET', '/v1/session')).code).toBe('not-signed-in');
    await person.browser.call('GET', '/v1/session');
    expect(await stageOf(person.remembered, person)).toBe('second-factor');
  });

  test('used by the thief first, shows itself when its owner comes', async () => {
    const person = await remembering();
    const thief = withTokenOf(person.remembered);
    expect(await stageOf(thief, person)).toBe('full');
    expect(await stageOf(thief, person)).toBe('full');
    expect(await stageOf(person.remembered, person)).toBe('second-factor');
    expect((await thief.refused('GET', '/v1/session')).code).toBe('not-signed-in');
    expect(await stageOf(thief, person)).toBe('second-factor');
    expect(await ofType(person.browser.userId, 'device.copied')).toHaveLength(1);
  });

  test('of one account says nothing to another, and a made-up device is nobody’s', async () => {
    const one = await remembering();
    const two = await withTwoStep();
    const browser = await rememberedBrowser(two);
    const [, value] = rememberedCookie(one.remembered);
    const [name] = rememberedCookie(browser);
    browser.cookies.set(name, value);
    expect(await stageOf(browser, two)).toBe('second-factor');
    const madeUp = new Browser();
    madeUp.cookies.set(name, `${'A'.repeat(22)}.${'A'.repeat(43)}`);
    expect(await stageOf(madeUp, two)).toBe('second-factor');
    for (const garbage of ['', 'x', `${'A'.repeat(22)}.`, 'A'.repeat(4000), "';DROP TABLE events"]) {
      madeUp.cookies.set(name, garbage);
      expect(await stageOf(madeUp, two)).toBe('second-factor');
    }
    expect(await stageOf(one.remembered, one)).toBe('full');
    expect(await devicesOf(two.browser.userId)).toHaveLength(1);
  });

  test('of several accounts live in one browser side by side, of five at most', async () => {
    const people = [];
    const browser = new Browser();
    for (let i = 0; i <= REMEMBERED_COOKIES_MAX; i++) {
      const person = await withTwoStep();
      people.push(person);
      await enterPassword(browser, person);
      const id = await challenge(browser, 'totp');
      const code = totpAt(person.secret);
      await browser.call('POST', `/v1/challenges/${id}/verify`, { code, rememberDevice: true });
    }
    expect(rememberedCookies(browser).size).toBe(REMEMBERED_COOKIES_MAX);
    const stages = [];
    for (const person of people) stages.push(await stageOf(browser, person));
    expect(stages).toEqual(['second-factor', ...Array<string>(REMEMBERED_COOKIES_MAX).fill('full')]);
  });
});

describe('every remembered device is forgotten', () => {
  const NEW_PASSWORD = 'another-one-for-the-list';
  const CHANGES: [string, (person: TwoStepPerson) => Promise<unknown>, string?][] = [
    [
      'when the password is changed',
      ({ browser }) =>
        browser.call('PUT', '/v1/password', { newPassword: NEW_PASSWORD, endOtherSessions: false }),
      NEW_PASSWORD,
    ],
    [
      'when the password is reset',
      async ({ email }) => {
        const after = await newestMail(email);
        const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', {
          email,
        });
        const code = await mailedCode(email, after);
        await new Browser().call('POST', '/v1/recovery/password/confirm', {
          flow,
          code,
          newPassword: NEW_PASSWORD,
        });
      },
      NEW_PASSWORD,
    ],
    ['when a factor is added', async ({ browser }) => enroll(browser, await SoftwarePasskey.make())],
    [
      'when a recovery address is added',
      async ({ browser }) => {
        const address = someAddress();
        const body = { method: 'email', address };
        const { enrollment } = await browser.call<{ enrollment: { id: string } }>(
          'POST',
          '/v1/enrollments',
          body,
        );
        const code = await mailedCode(address);
        await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code });
      },
    ],
  ];

  test.each(CHANGES)('%s', async (_, change, newPassword) => {
    const person = await remembering();
    await enterPassword(person.remembered, person);
    const opened = person.remembered.copy();
    await change(person);
    expect(await devicesOf(person.browser.userId)).toEqual([]);
    expect(await ofType(person.browser.userId, 'device.forgotten')).toHaveLength(1);
    expect((await opened.refused('GET', '/v1/session')).code).toBe('not-signed-in');
    const password = newPassword ?? person.password;
    expect(await stageOf(person.remembered, { ...person, password })).toBe('second-factor');
    expect(rememberedCookies(person.remembered).size).toBe(0);
  });

  test('when a factor is removed, be it one of two', async () => {
    const person = await remembering();
    const passkey = await SoftwarePasskey.make();
    const { factor } = await enroll(person.browser, passkey);
    later(MINUTE);
    const browser = await rememberedBrowser(person);
    await person.browser.call('DELETE', `/v1/factors/${factor.id}`);
    expect(await stageOf(browser, person)).toBe('second-factor');
  });
});
