import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FactorList } from '../../schema/api/factor.ts';
import type { Session } from '../../schema/api/session.ts';
import { PASSKEY_CHALLENGE_MS, REAUTHENTICATION_MS } from '../../worker/policy/limits.ts';
import type { Browser } from './client.ts';
import { eventsOf } from './look-inside.ts';
import { refusedAs } from './passkey-hostile.ts';
import { askForPasskey, enroll, withPasskey } from './passkey-people.ts';
import { passwordStep, withTwoStep } from './people.ts';
import type { AssertionBend } from './software-authenticator/software-passkey.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

afterEach(() => void vi.useRealTimers());

interface Answered {
  session: Session;
}

/** Does the second step, or a step-up. */
async function answer(
  browser: Browser,
  passkey: SoftwarePasskey,
  bend: AssertionBend = {},
  purpose = 'sign-in',
) {
  const { path, options } = await askForPasskey(browser, purpose);
  const credential = await passkey.answer(options, bend);
  return (await browser.call<Answered>('POST', path, { credential })).session;
}

const factors = (browser: Browser) => browser.call<FactorList>('GET', '/v1/factors');

describe('a passkey as the second step', () => {
  test('E11 after a password a touch is enough: without UV it is one factor, with the password two', async () => {
    const { passkey, browser: first, ...person } = await withPasskey();
    const browser = await passwordStep(person);
    const { path, options } = await askForPasskey(browser);
    expect(options).toMatchObject({
      rpId: 'localhost',
      userVerification: 'discouraged',
      allowCredentials: [{ type: 'public-key', id: passkey.id, transports: ['usb'] }],
    });
    const before = browser.cookies.get('__Host-session');
    const credential = await passkey.answer(options, { flags: { uv: false } });
    const { session } = await browser.call<Answered>('POST', path, { credential });
    expect(session).toMatchObject({ stage: 'full', level: 3, amr: ['pwd', 'pop', 'user', 'mfa'] });
    // G2 The half session's cookie is dead.
    const thief = browser.copy();
    thief.cookies.set('__Host-session', before!);
    expect((await thief.refused('GET', '/v1/session')).code).toBe('not-signed-in');
    const event = (await eventsOf(first.userId)).at(-1)!;
    expect(event).toMatchObject({ type: 'sign-in.succeeded', method: 'passkey', subject: 'Passkey' });
  });

  test('E6 an authenticator that gives no user handle, as U2F ones do, is let in', async () => {
    const { passkey, ...person } = await withPasskey();
    expect(await answer(await passwordStep(person), passkey, { userHandle: null })).toMatchObject({
      level: 3,
    });
  });

  test('one row for all passkeys, and any of them answers', async () => {
    const { passkey, browser, ...person } = await withPasskey();
    const second = await SoftwarePasskey.make();
    await enroll(browser, second);
    for (const one of [passkey, second]) {
      const half = await passwordStep(person);
      const { session } = await half.call<Answered>('GET', '/v1/session');
      expect(session.options.filter(({ method }) => method === 'passkey')).toEqual([
        {
          method: 'passkey',
          factorId: null,
          name: 'Passkey or security key',
          sentTo: null,
          lockedUntil: null,
        },
      ]);
      expect((await askForPasskey(half)).options.allowCredentials.map(({ id }) => id).sort()).toEqual(
        [passkey.id, second.id].sort(),
      );
      expect(await answer(half, one)).toMatchObject({ level: 3 });
    }
  });

  test('E6 where one passkey was asked for, another one of the same person is refused', async () => {
    const { passkey, browser, factorId, ...person } = await withPasskey();
    const second = await SoftwarePasskey.make();
    await enroll(browser, second);
    const half = await passwordStep(person);
    const { path, options } = await askForPasskey(half, 'sign-in', factorId);
    expect(options.allowCredentials.map(({ id }) => id)).toEqual([passkey.id]);
    const credential = await second.answer(options);
    await refusedAs('passkey-unknown', half.userId, half, path, { credential });
  });

  test('E6 a passkey that was enrolled after the challenge was given out does not answer it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { browser, ...person } = await withPasskey();
    const half = await passwordStep(person);
    const { path, options } = await askForPasskey(half);
    vi.setSystemTime(Date.now() + 1);
    const later = await SoftwarePasskey.make();
    await enroll(browser, later);
    const credential = await later.answer(options);
    await refusedAs('passkey-unknown', half.userId, half, path, { credential });
  });

  test('E16 a passkey that was removed between options and answer is refused', async () => {
    const { passkey, browser, factorId, ...person } = await withPasskey();
    await enroll(browser, await SoftwarePasskey.make());
    const half = await passwordStep(person);
    const { path, options } = await askForPasskey(half, 'sign-in');
    const credential = await passkey.answer(options);
    await browser.call('DELETE', `/v1/factors/${factorId}`);
    // Removing it ended every other session, the half one included.
    await refusedAs('not-signed-in', half.userId, half, path, { credential });
  });

  test('E10 a challenge of another session, of another user, or of an earlier moment takes no answer', async () => {
    const { passkey, browser: _, ...person } = await withPasskey();
    const half = await passwordStep(person);
    const { path, options } = await askForPasskey(half);
    const credential = await passkey.answer(options);
    const secondHalf = await passwordStep(person);
    await refusedAs('not-found', secondHalf.userId, secondHalf, path, { credential });
    const stranger = await passwordStep(await withPasskey());
    await refusedAs('not-found', stranger.userId, stranger, path, { credential });
    await askForPasskey(half);
    await refusedAs('code-expired', half.userId, half, path, { credential });
  });

  test('E10 a challenge is dead after 5 minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { passkey, browser: _, ...person } = await withPasskey();
    const half = await passwordStep(person);
    const { path, options } = await askForPasskey(half);
    vi.setSystemTime(Date.now() + PASSKEY_CHALLENGE_MS);
    const credential = await passkey.answer(options);
    await refusedAs('code-expired', half.userId, half, path, { credential });
  });
});

describe('a passkey as a step-up', () => {
  test('G10 confirms who one is, wherever a password would', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { passkey, browser, factorId } = await withPasskey();
    vi.setSystemTime(Date.now() + REAUTHENTICATION_MS + 1);
    expect((await browser.refused('DELETE', `/v1/factors/${factorId}`)).code).toBe(
      'reauthentication-required',
    );
    expect((await askForPasskey(browser, 'reauthentication')).options.userVerification).toBe('preferred');
    const session = await answer(browser, passkey, {}, 'reauthentication');
    expect(Date.parse(session.reauthenticatedUntil)).toBe(Date.now() + REAUTHENTICATION_MS);
    expect(session.level).toBe(3);
    await browser.call('DELETE', `/v1/factors/${factorId}`);
  });

  test('a half session cannot step up, and a full one not sign in again', async () => {
    const { browser, ...person } = await withPasskey();
    const wish = (purpose: string) => ({ purpose, method: 'passkey' });
    const half = await passwordStep(person);
    expect((await half.refused('POST', '/v1/challenges', wish('reauthentication'))).code).toBe(
      'second-factor-required',
    );
    expect((await browser.refused('POST', '/v1/challenges', wish('sign-in'))).code).toBe('already-signed-in');
  });
});

describe('a passkey in the list of what protects the account', () => {
  test('is renamed, and the challenge says its new name', async () => {
    const { browser, factorId, ...person } = await withPasskey();
    await browser.call('PATCH', `/v1/factors/${factorId}`, { name: 'Blue key' });
    const half = await passwordStep(person);
    const { session } = await half.call<Answered>('GET', '/v1/session');
    expect(session.options[0]).toMatchObject({ method: 'passkey', name: 'Blue key' });
  });

  test('G8 removed as the last second step: two-step is off, the session has only what is left', async () => {
    const { passkey, browser, factorId, ...person } = await withPasskey();
    const other = await passwordStep(person);
    await answer(other, passkey);
    const list = await browser.call<FactorList>('DELETE', `/v1/factors/${factorId}`);
    expect(list).toMatchObject({ twoStep: false, recoveryCodes: { state: 'none' } });
    const { session } = await browser.call<Answered>('GET', '/v1/session');
    expect(session).toMatchObject({ level: 1, amr: ['pwd'] });
    expect((await other.refused('GET', '/v1/session')).code).toBe('not-signed-in');
  });

  test('G11 removed beside an app: the session that it raised is lowered, below what changes ask for', async () => {
    const { browser: first, secret: _, ...person } = await withTwoStep();
    const passkey = await SoftwarePasskey.make();
    const { factor } = await enroll(first, passkey);
    const browser = await passwordStep(person);
    await answer(browser, passkey);
    await browser.call('DELETE', `/v1/factors/${factor.id}`);
    const { session } = await browser.call<Answered>('GET', '/v1/session');
    expect(session).toMatchObject({ level: 1, requiredLevel: 2, amr: ['pwd'] });
    expect((await browser.refused('POST', '/v1/recovery-codes')).code).toBe('level-too-low');
  });

  test('removed while another passkey remains: the session keeps its level', async () => {
    const { passkey, browser, factorId } = await withPasskey();
    await enroll(browser, await SoftwarePasskey.make());
    await browser.call('DELETE', `/v1/factors/${factorId}`);
    expect((await browser.call<Answered>('GET', '/v1/session')).session.level).toBe(3);
    expect((await factors(browser)).factors.map(({ passkey: about }) => about?.credentialId)).not.toContain(
      passkey.id,
    );
  });
});
