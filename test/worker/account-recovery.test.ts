import { runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { config } from '../../worker/config.ts';
import { DAY, HOUR } from '../../worker/clock.ts';
import { RECOVERY_READY_MS, RECOVERY_SESSION_MS } from '../../worker/policy/limits.ts';
import type { Challenge } from '../../schema/api/challenge.ts';
import type { Factor } from '../../schema/api/factor.ts';
import type { SessionAnswer } from './answers.ts';
import { Browser } from './client.ts';
import { bodiesOf, operations, pathOf } from './every-operation.ts';
import { mailbox, newestMail } from './mailbox.ts';
import { challenge, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import {
  askToRecover,
  cancelToken,
  NEW_PASSWORD,
  optionsOf,
  proveByCode,
  proveByMail,
  resetPassword,
  sessionOf,
  setUpAnew,
  someoneLost,
  someoneRecovering,
  wait,
  withRecoveryAddress,
} from './recovering.ts';
import { eventTypes, stateOf, tablesOf } from './tables.ts';
import { addNumber, someNumber, textedCode } from './texting.ts';
import { totpAt } from './totp-at.ts';

interface ChallengeAnswer {
  challenge: Challenge;
}

const DELAY = config.recoveryDelayMs;

afterEach(() => void vi.useRealTimers());

const subjects = async (address: string) => (await mailbox(address)).map(({ subject }) => subject);

describe('by the password and a recovery method', () => {
  test('a recovery waits, and everybody is told, with a link to stop it', async () => {
    const person = await someoneLost();
    const { browser, recovery } = await askToRecover(person, person.address);
    expect(recovery).toMatchObject({ state: 'waiting' });
    expect(Date.parse(recovery.readyAt) - Date.parse(recovery.requestedAt)).toBe(24 * HOUR);
    expect(await sessionOf(browser)).toMatchObject({ stage: 'second-factor', level: 1, recovery });
    for (const to of [person.email, person.address]) expect(await cancelToken(to)).toBeTruthy();
  });

  test('a texted code proves it as a mailed one does, and the page hears that it was sent', async () => {
    const person = await withTwoStep();
    const number = someNumber();
    await addNumber(person.browser, number);
    const half = await passwordStep(person);
    const after = await newestMail(number);
    const wish = { method: 'sms' };
    const begun = await half.call<ChallengeAnswer>('POST', '/v1/recovery/challenges', wish);
    const code = await textedCode(number, after);
    const path = `/v1/challenges/${begun.challenge.id}`;
    await expect
      .poll(async () => (await half.call<ChallengeAnswer>('GET', path)).challenge.delivery)
      .toBe('sent');
    // Read by what waits for it, answered by what it is for.
    expect((await half.refused('POST', `${path}/verify`, { code })).code).toBe('not-found');
    const { session } = await half.call<SessionAnswer>('POST', `/v1/recovery${path.slice(3)}/verify`, {
      code,
    });
    expect(session).toMatchObject({ stage: 'second-factor', recovery: { state: 'waiting' } });
  });

  test('D5 H2 every stored number is told too, with the link that stops it', async () => {
    const person = await someoneLost();
    const number = someNumber();
    await addNumber(person.browser, number);
    const told = async () => (await mailbox(number)).filter(({ text }) => text.includes('/recover/cancel#'));
    await askToRecover(person, person.address);
    await expect.poll(async () => (await told()).length).toBe(1);
    wait(DELAY);
    await runDurableObjectAlarm(person.browser.object);
    await expect.poll(async () => (await told()).length).toBe(2);
    const [, token] = /#(\S+)$/.exec((await told())[0]!.text)!;
    await new Browser().call('POST', '/v1/recovery/cancel', { token });
    expect((await sessionOf(await passwordStep(person))).recovery).toBeNull();
  });

  test('D6 it is never there by the mailed code alone, nor by the mailbox that resets the password', async () => {
    const person = await withTwoStep();
    const half = await passwordStep(person);
    expect(await optionsOf(half)).toEqual([]);
    // The sign-in address as a recovery address, in other spellings of the same mailbox.
    await withRecoveryAddress(person, person.email.replace('@', '+recovery@'));
    expect(await optionsOf(half)).toEqual([]);
    expect((await half.refused('POST', '/v1/recovery/challenges', { method: 'email' })).code).toBe(
      'method-not-available',
    );
  });

  test('a recovery code is not asked: with the password it signs in, at level 2, without delay', async () => {
    const person = await someoneLost();
    const half = await passwordStep(person);
    expect((await optionsOf(half)).map(({ method }) => method)).toEqual(['email']);
    expect((await half.refused('POST', '/v1/recovery/challenges', { method: 'recovery-code' })).code).toBe(
      'method-not-available',
    );
    const id = await challenge(half, 'recovery-code');
    await half.call('POST', `/v1/challenges/${id}/verify`, { code: person.recoveryCodes[0] });
    expect(await sessionOf(half)).toMatchObject({ stage: 'full', level: 2 });
  });

  test('coming back shows the time left, and neither restarts nor shortens it', async () => {
    const person = await someoneLost();
    const { recovery } = await askToRecover(person, person.address);
    wait(10 * HOUR);
    const again = await askToRecover(person, person.address);
    expect(again.recovery).toEqual(recovery);
    wait(DELAY - 10 * HOUR - 1_000);
    expect((await askToRecover(person, person.address)).recovery).toMatchObject({ state: 'waiting' });
    expect(await eventTypes(person.userId)).not.toContain('account.recovery-ready');
  });

  test('only who proves it again after the delay gets in', async () => {
    const person = await someoneLost();
    const { browser } = await askToRecover(person, person.address);
    wait(DELAY);
    // The half session of the first time is over, and a password alone opens nothing.
    expect((await browser.refused('GET', '/v1/session')).code).toBe('not-signed-in');
    const half = await passwordStep(person);
    expect(await sessionOf(half)).toMatchObject({ stage: 'second-factor', recovery: null });
    expect((await half.refused('POST', '/v1/recovery-codes')).code).toBe('second-factor-required');
    expect(await proveByMail(half, person.address)).toMatchObject({ stage: 'recovery', level: 1 });
  });

  test('when it is ready, everybody is told again; three days later it is over', async () => {
    const person = await someoneLost();
    const after = await newestMail(person.email);
    await askToRecover(person, person.address);
    await cancelToken(person.email, after);
    const requested = await newestMail(person.email);
    wait(DELAY);
    await runDurableObjectAlarm(person.browser.object);
    expect(await cancelToken(person.email, requested)).toBeTruthy();
    expect((await subjects(person.address))[0]).toMatch(/ready/);
    wait(RECOVERY_READY_MS);
    await runDurableObjectAlarm(person.browser.object);
    expect(await eventTypes(person.userId)).toContain('account.recovery-expired');
    expect((await askToRecover(person, person.address)).recovery).toMatchObject({ state: 'waiting' });
  });

  test('its time does not depend on the alarm', async () => {
    const person = await someoneLost();
    await askToRecover(person, person.address);
    wait(DELAY + RECOVERY_READY_MS);
    const { recovery } = await askToRecover(person, person.address);
    expect(Date.parse(recovery.readyAt)).toBeGreaterThan(Date.now());
  });
});

describe('a password that was reset by mail', () => {
  test('D7 is no proof of its own: with a recovery method one waits three times as long', async () => {
    const person = await someoneLost();
    await resetPassword(person.email);
    const { recovery } = await askToRecover({ ...person, password: NEW_PASSWORD }, person.address);
    expect(Date.parse(recovery.readyAt) - Date.parse(recovery.requestedAt)).toBe(3 * DELAY);
  });

  test('D7 and the same mailbox never add up to a recovery, however long one waits', async () => {
    const person = await withTwoStep();
    await withRecoveryAddress(person, person.email.replace('@', '+again@'));
    await resetPassword(person.email);
    wait(30 * DAY);
    const half = await passwordStep({ ...person, password: NEW_PASSWORD });
    expect((await optionsOf(half)).map(({ method }) => method)).toEqual(['recovery-code']);
  });

  test('D6 with a recovery code opens a session that can only set up anew, at once', async () => {
    const person = await someoneLost();
    await resetPassword(person.email);
    const half = await passwordStep({ ...person, password: NEW_PASSWORD });
    expect((await sessionOf(half)).options.map(({ method }) => method)).toEqual(['totp']);
    expect(
      (await half.refused('POST', '/v1/challenges', { purpose: 'sign-in', method: 'recovery-code' })).code,
    ).toBe('method-not-available');
    const session = await proveByCode(half, person.recoveryCodes[0]!);
    expect(session).toMatchObject({ stage: 'recovery', level: 1, amr: ['otp'] });
    for (const to of [person.email, person.address]) expect(await cancelToken(to)).toBeTruthy();
  });

  test('is one again after a sign-in that a second step finished', async () => {
    const person = await someoneLost();
    await resetPassword(person.email);
    const half = await passwordStep({ ...person, password: NEW_PASSWORD });
    const id = await challenge(half, 'totp');
    await half.call('POST', `/v1/challenges/${id}/verify`, { code: totpAt(person.secret) });
    const again = await passwordStep({ ...person, password: NEW_PASSWORD });
    expect((await optionsOf(again)).map(({ delay }) => delay)).toEqual([DELAY / 1_000]);
    expect((await sessionOf(again)).options.map(({ method }) => method)).toContain('recovery-code');
  });

  test('while a recovery waits makes it wait as if it began with that password', async () => {
    const person = await someoneLost();
    await askToRecover(person, person.address);
    wait(DELAY - HOUR);
    await resetPassword(person.email);
    wait(2 * HOUR);
    const { recovery } = await askToRecover({ ...person, password: NEW_PASSWORD }, person.address);
    expect(recovery.state).toBe('waiting');
    expect(Date.parse(recovery.readyAt) - Date.now()).toBeGreaterThan(3 * DELAY - 2 * HOUR - 60_000);
  });

  test('G8 ends a session of recovery', async () => {
    const { browser, email } = await someoneRecovering();
    await resetPassword(email);
    expect((await browser.refused('GET', '/v1/session')).code).toBe('not-signed-in');
  });
});

describe('a session of recovery', () => {
  test.each(operations(({ session, recovery }) => ['full', 'fresh'].includes(session) && !recovery))(
    'is refused %s',
    async (_, operation) => {
      const { browser, userId } = await someoneRecovering();
      const before = await stateOf(userId);
      for (const body of operation.body ? bodiesOf(operation) : [undefined]) {
        const { code } = await browser.refused(operation.method.toUpperCase(), pathOf(operation), body);
        expect(code).toBe('recovery-session');
      }
      expect(await stateOf(userId)).toEqual(before);
    },
  );

  test('answers no challenge, and sets up no recovery method', async () => {
    const { browser } = await someoneRecovering();
    const wish = { purpose: 'sign-in', method: 'totp' };
    expect((await browser.refused('POST', '/v1/challenges', wish)).code).toBe('recovery-session');
    expect((await browser.refused('POST', '/v1/recovery/challenges', { method: 'email' })).code).toBe(
      'recovery-session',
    );
    for (const other of [
      { method: 'email', address: someAddress() },
      { method: 'passkey', mediation: 'conditional' },
    ])
      expect((await browser.refused('POST', '/v1/enrollments', other)).code).toBe('method-not-available');
  });

  test('a challenge that was begun before it is dead in it', async () => {
    const person = await someoneLost();
    await askToRecover(person, person.address);
    wait(DELAY);
    const half = await passwordStep(person);
    const id = await challenge(half, 'totp');
    await proveByMail(half, person.address);
    const code = totpAt(person.secret);
    expect((await half.refused('POST', `/v1/challenges/${id}/verify`, { code })).code).toBe('code-expired');
  });

  test('ends after half an hour, and another may be opened', async () => {
    const person = await someoneRecovering();
    wait(RECOVERY_SESSION_MS);
    expect((await person.browser.refused('GET', '/v1/recovery/account')).code).toBe('not-signed-in');
    expect(await proveByMail(await passwordStep(person), person.address)).toMatchObject({
      stage: 'recovery',
    });
  });

  test('changes nothing before the new second step is confirmed', async () => {
    const { browser, secret, recoveryCodes, email, password } = await someoneRecovering();
    await browser.call('POST', '/v1/recovery-codes');
    await browser.call('POST', '/v1/enrollments', { method: 'totp' });
    await browser.call('DELETE', '/v1/session');
    const half = await passwordStep({ email, password });
    const id = await challenge(half, 'totp');
    await half.call('POST', `/v1/challenges/${id}/verify`, { code: totpAt(secret) });
    const other = await passwordStep({ email, password });
    const code = await challenge(other, 'recovery-code');
    await other.call('POST', `/v1/challenges/${code}/verify`, { code: recoveryCodes[0] });
  });

  test('needs new codes before the new second step', async () => {
    const { browser } = await someoneRecovering();
    const { enrollment } = await browser.call<{ enrollment: { id: string; secret: string } }>(
      'POST',
      '/v1/enrollments',
      { method: 'totp' },
    );
    const code = totpAt(enrollment.secret);
    expect((await browser.refused('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code })).code).toBe(
      'recovery-codes-required',
    );
  });

  test('completes in one step: what is lost goes, the new comes, everything else that was signed in ends', async () => {
    const person = await someoneRecovering();
    const { factors, lost } = await person.browser.call<{ factors: Factor[]; lost: string[] }>(
      'GET',
      '/v1/recovery/account',
    );
    expect(factors.map(({ id }) => id)).toEqual([person.factorId]);
    expect(lost, 'what is not chosen otherwise').toEqual([person.factorId]);
    const after = await newestMail(person.email);
    const { session, secret, codes, factorId } = await setUpAnew(person.browser);
    expect(session).toMatchObject({ stage: 'second-factor', level: 1, recovery: null });
    expect(session.options.map((option) => option.factorId)).toEqual([factorId, null]);
    expect((await person.signedIn.refused('GET', '/v1/session')).code).toBe('not-signed-in');

    const tables = await tablesOf(person.userId);
    expect(tables.factors?.find(({ id }) => id === person.factorId)).toMatchObject({
      state: 'removed',
      sealed: null,
    });
    expect(tables.recovery_codes).toHaveLength(10);
    expect(await eventTypes(person.userId)).toEqual(
      expect.arrayContaining(['factor.removed', 'recovery-codes.generated', 'account.recovery-completed']),
    );
    for (const to of [person.email, person.address])
      await expect
        .poll(
          async () =>
            (await mailbox(to)).find(({ id, text }) => id > after && text.includes('recovered'))?.text ??
            (await mailbox(to))[0]?.text,
        )
        .toMatch(/New app[\s\S]*Authenticator app/);

    // The session goes on as one that owes its second step: the new one.
    wait(30_000);
    const id = await challenge(person.browser, 'totp');
    await person.browser.call('POST', `/v1/challenges/${id}/verify`, { code: totpAt(secret) });
    expect(await sessionOf(person.browser)).toMatchObject({ stage: 'full', level: 3 });
    const half = await passwordStep(person);
    const old = await challenge(half, 'recovery-code');
    const [oldCode] = person.recoveryCodes;
    expect((await half.refused('POST', `/v1/challenges/${old}/verify`, { code: oldCode })).code).toBe(
      'wrong-code',
    );
    await half.call('POST', `/v1/challenges/${old}/verify`, { code: codes[0] });
  });

  test('keeps what is not lost, and takes no id that is not one of the second steps', async () => {
    const person = await someoneRecovering();
    const email = (await tablesOf(person.userId)).factors!.find(({ method }) => method === 'email');
    for (const id of [String(email!.id), 'no-such-id'])
      expect((await person.browser.refused('PUT', '/v1/recovery/account/lost', { lost: [id] })).code).toBe(
        'not-found',
      );
    await person.browser.call('PUT', '/v1/recovery/account/lost', { lost: [] });
    const { session } = await setUpAnew(person.browser);
    expect(session.options.map(({ method }) => method)).toEqual(['totp', 'totp', 'recovery-code']);
    expect(await eventTypes(person.userId)).not.toContain('factor.removed');
  });
});

test('without two-step verification there is nothing to recover: the password signs in', async () => {
  const person = await signUp();
  const browser = await passwordStep(person);
  expect(await sessionOf(browser)).toMatchObject({ stage: 'full', recoveryOptions: [] });
  expect((await browser.refused('POST', '/v1/recovery/challenges', { method: 'email' })).code).toBe(
    'already-signed-in',
  );
});
