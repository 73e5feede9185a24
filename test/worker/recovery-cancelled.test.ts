import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { config } from '../../worker/config.ts';
import { HOUR } from '../../worker/clock.ts';
import { RECOVERY_PAUSES_MS, RECOVERY_READY_MS } from '../../worker/policy/limits.ts';
import { sealNotMe } from '../../worker/http/not-me-token.ts';
import { Browser } from './client.ts';
import { eventsOf } from './look-inside.ts';
import { newestMail } from './mailbox.ts';
import { passwordStep, someAddress } from './people.ts';
import {
  askToRecover,
  beginProof,
  cancelToken,
  NEW_PASSWORD,
  proveByMail,
  resetPassword,
  sessionOf,
  someoneLost,
  someoneRecovering,
  wait,
} from './recovering.ts';
import { eventTypes, stateOf, tablesOf } from './tables.ts';

const DELAY = config.recoveryDelayMs;

afterEach(() => void vi.useRealTimers());

describe('cancelling', () => {
  test('by a mail’s link is for good, changes nothing by being opened, and twice is as once', async () => {
    const person = await someoneRecovering();
    const token = await cancelToken(person.email);
    await new Browser().call('POST', '/v1/recovery/cancel', { token });
    expect((await person.browser.refused('GET', '/v1/recovery/account')).code).toBe('not-signed-in');
    await new Browser().call('POST', '/v1/recovery/cancel', { token });
    const half = await passwordStep(person);
    expect((await half.refused('POST', '/v1/recovery/challenges', { method: 'email' })).code).toBe(
      'recovery-paused',
    );
    expect(
      (await eventTypes(person.userId)).filter((type) => type === 'account.recovery-cancelled'),
    ).toHaveLength(1);
  });

  test('starts a pause, longer each time', async () => {
    const person = await someoneLost();
    for (const pause of RECOVERY_PAUSES_MS) {
      const after = await newestMail(person.email);
      await askToRecover(person, person.address);
      const token = await cancelToken(person.email, after);
      await new Browser().call('POST', '/v1/recovery/cancel', { token });
      const half = await passwordStep(person);
      const { code, retryAt } = await half.refused('POST', '/v1/recovery/challenges', { method: 'email' });
      expect(code).toBe('recovery-paused');
      expect(Date.parse(retryAt!) - Date.now()).toBeGreaterThan(pause - HOUR);
      wait(pause);
    }
  });

  test('comes between: a code that was sent before is not taken after', async () => {
    const person = await someoneLost();
    await askToRecover(person, person.address);
    const token = await cancelToken(person.email);
    wait(DELAY);
    const half = await passwordStep(person);
    const { path, code } = await beginProof(half, 'email', person.address);
    const typed = await code();
    await new Browser().call('POST', '/v1/recovery/cancel', { token });
    expect((await half.refused('POST', path, { code: typed })).code).toBe('code-expired');
  });

  test('comes with the lock of “This was not me”, also from a session that set up anew', async () => {
    const person = await someoneRecovering();
    const { seq, at } = (await eventsOf(person.userId)).at(-1)!;
    const token = await sealNotMe({ home: person.userId, seq }, at);
    await new Browser().call('POST', '/v1/recovery/not-me/lock', { token });
    expect((await person.browser.refused('GET', '/v1/recovery/account')).code).toBe('not-signed-in');
    expect((await tablesOf(person.userId)).recoveries).toMatchObject([{ outcome: 'cancelled' }]);
    await resetPassword(person.email);
    const half = await passwordStep({ ...person, password: NEW_PASSWORD });
    expect((await half.refused('POST', '/v1/recovery/challenges', { method: 'email' })).code).toBe(
      'recovery-paused',
    );
  });

  test('in a session that is signed in, which shows it', async () => {
    const person = await someoneLost();
    expect((await sessionOf(person.browser)).recovery).toBeNull();
    const { recovery } = await askToRecover(person, person.address);
    expect((await sessionOf(person.browser)).recovery).toEqual(recovery);
    await person.browser.call('DELETE', '/v1/recovery/account');
    await person.browser.call('DELETE', '/v1/recovery/account');
    expect((await sessionOf(person.browser)).recovery).toBeNull();
  });

  test('an old link does not stop a newer one', async () => {
    const person = await someoneLost();
    await askToRecover(person, person.address);
    const old = await cancelToken(person.email);
    wait(DELAY + RECOVERY_READY_MS + 1);
    await askToRecover(person, person.address);
    expect((await new Browser().refused('POST', '/v1/recovery/cancel', { token: old })).code).toBe(
      'recovery-over',
    );
    expect((await askToRecover(person, person.address)).recovery).toMatchObject({ state: 'waiting' });
  });

  test.each([
    ['the password is changed', 'PUT', '/v1/password', { newPassword: NEW_PASSWORD }],
    ['a second step is removed', 'DELETE', 'factor', undefined],
  ])('comes by itself when %s: nothing is lost', async (_, method, path, body) => {
    const person = await someoneLost();
    await askToRecover(person, person.address);
    await person.browser.call(method, path === 'factor' ? `/v1/factors/${person.factorId}` : path, body);
    expect((await sessionOf(person.browser)).recovery).toBeNull();
    expect((await tablesOf(person.userId)).recoveries).toMatchObject([{ outcome: 'left' }]);
  });

  test('a token that was made up, or altered, is none', async () => {
    const person = await someoneLost();
    await askToRecover(person, person.address);
    const token = await cancelToken(person.email);
    for (const other of ['x', `${token}A`, token.slice(1), `${token.slice(0, -2)}AA`])
      expect((await new Browser().refused('POST', '/v1/recovery/cancel', { token: other })).code).toBe(
        'recovery-over',
      );
    expect((await askToRecover(person, person.address)).recovery).toMatchObject({ state: 'waiting' });
  });
});

describe('asking an administrator', () => {
  const words = 'Phone and codes are gone.\n<b>Room 12</b>';

  test('is one request in their queue, with what was proven, and every address is told', async () => {
    const person = await someoneLost();
    const after = await newestMail(person.address);
    await new Browser().call('POST', '/v1/recovery/help', { email: person.email, words });
    const token = await cancelToken(person.address, after);
    const requests = async () => (await tablesOf(person.userId)).help_requests;
    expect(await requests()).toMatchObject([{ state: 'open', proofs: '', words }]);

    await new Browser().call('POST', '/v1/recovery/help', { email: person.email, words: 'again' });
    expect(await requests(), 'at most one is open').toMatchObject([{ words }]);

    const half = await passwordStep(person);
    await half.call('POST', '/v1/recovery/account/help', { words: 'It is me' });
    expect(await requests(), 'who proved more goes before').toMatchObject([
      { proofs: 'password', words: 'It is me' },
    ]);

    const inD1 = async () => {
      await runDurableObjectAlarm(env.USERS.get(env.USERS.idFromName(person.userId)));
      const found = env.DB.prepare('SELECT * FROM help_requests WHERE user_id = ?').bind(person.userId);
      return (await found.all()).results;
    };
    expect(await inD1()).toMatchObject([{ state: 'open', proofs: 'password', words: 'It is me' }]);

    await new Browser().call('POST', '/v1/recovery/cancel', { token });
    expect(await requests()).toMatchObject([{ state: 'cancelled' }]);
    expect(await inD1()).toMatchObject([{ state: 'cancelled' }]);
    await new Browser().call('POST', '/v1/recovery/help', { email: person.email, words });
    expect(await requests(), 'a pause follows').toMatchObject([{ state: 'cancelled' }]);
  });

  test('says what a password is worth that was reset by mail', async () => {
    const person = await someoneLost();
    await resetPassword(person.email);
    const half = await passwordStep({ ...person, password: NEW_PASSWORD });
    await proveByMail(half, person.address);
    await half.call('POST', '/v1/recovery/account/help', { words: '' });
    expect((await tablesOf(person.userId)).help_requests).toMatchObject([
      { proofs: 'password-reset recovery-method' },
    ]);
  });

  test('D11 with an address alone changes nothing else about the account', async () => {
    const person = await someoneLost();
    const before = await stateOf(person.userId);
    await new Browser().call('POST', '/v1/recovery/help', { email: person.email, words });
    const { events: _, help_requests: __, ...rest } = await stateOf(person.userId);
    const { events: ___, help_requests: ____, ...restBefore } = before;
    expect(rest).toEqual(restBefore);
  });

  test('of words takes plain text of at most 500 characters', async () => {
    for (const wrong of ['x'.repeat(501), 'a\u0000b', '\u001b[31m', 'a\tb']) {
      const body = { email: someAddress(), words: wrong };
      expect((await new Browser().refused('POST', '/v1/recovery/help', body)).code).toBe('invalid-request');
    }
  });
});
