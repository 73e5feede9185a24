import { evictDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { config } from '../../worker/config.ts';
import { SendLimitObject } from '../../worker/user/sending/send-limit-object.ts';
import { Browser } from './client.ts';
import { injectDelays, waited } from './delays.ts';
import { rows, userStub } from './look-inside.ts';
import { mailbox } from './mailbox.ts';
import { passwordStep, type TwoStepPerson, withTwoStep } from './people.ts';
import {
  askToRecover,
  beginProof,
  cancelToken,
  NEW_PASSWORD,
  resetPassword,
  someoneLost,
  someoneRecovering,
  wait,
  withRecoveryAddress,
} from './recovering.ts';
import { totpAt } from './totp-at.ts';

const PARALLEL = 64;
const ROUNDS = [1, 2, 3, 4, 5];

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Asks all at once, with delays everywhere and the object just evicted. @returns each answer's status */
async function atOnce(home: string, requests: (() => Promise<Response>)[]): Promise<number[]> {
  await evictDurableObject(userStub(home));
  injectDelays();
  const statuses = await Promise.all(
    requests.map(async (request) => {
      const response = await request();
      await response.arrayBuffer();
      return response.status;
    }),
  );
  expect(waited()).toBeGreaterThan(0);
  vi.restoreAllMocks();
  return statuses;
}

const times = (request: () => Promise<Response>) => Array.from({ length: PARALLEL }, () => request);
const successes = (statuses: number[]) => statuses.filter((status) => status < 300).length;
const eventsOfType = (home: string, type: string) => rows(home, 'SELECT 1 FROM events WHERE type = ?', type);

const cancel = (token: string) => () => new Browser().request('POST', '/v1/recovery/cancel', { token });

/** The new second step of a session of recovery, up to its confirmation. */
async function readyToConfirm({ browser }: Pick<TwoStepPerson, 'browser'>) {
  await browser.call('POST', '/v1/recovery-codes');
  const { enrollment } = await browser.call<{ enrollment: { id: string; secret: string } }>(
    'POST',
    '/v1/enrollments',
    { method: 'totp' },
  );
  const path = `/v1/enrollments/${enrollment.id}/confirm`;
  const body = { code: totpAt(enrollment.secret) };
  return () => browser.copy().request('POST', path, body);
}

describe(`${PARALLEL} at once`, () => {
  test('D3 of one recovery code begin one recovery', async () => {
    const person = await someoneLost();
    await resetPassword(person.email);
    const half = await passwordStep({ ...person, password: NEW_PASSWORD });
    const { path } = await beginProof(half, 'recovery-code');
    const body = { code: person.recoveryCodes[0] };
    const use = () => half.copy().request('POST', path, body);
    expect(successes(await atOnce(person.userId, times(use)))).toBe(1);
    expect(await rows(person.userId, 'SELECT 1 FROM recoveries')).toHaveLength(1);
  });

  test('C6 of one mailed code begin one recovery', async () => {
    const person = await someoneLost();
    const half = await passwordStep(person);
    const { path, code } = await beginProof(half, 'email', person.address);
    const body = { code: await code() };
    const use = () => half.copy().request('POST', path, body);
    expect(successes(await atOnce(person.userId, times(use)))).toBe(1);
    expect(await rows(person.userId, 'SELECT 1 FROM recoveries')).toHaveLength(1);
  });

  test('confirmations complete one recovery: one new second step, the old one removed once', async () => {
    const person = await someoneRecovering();
    const confirm = await readyToConfirm(person);
    expect(successes(await atOnce(person.userId, times(confirm)))).toBe(1);
    for (const type of ['account.recovery-completed', 'factor.removed'])
      expect(await eventsOfType(person.userId, type)).toHaveLength(1);
    const active = `SELECT 1 FROM factors WHERE method = 'totp' AND state = 'active'`;
    expect(await rows(person.userId, active)).toHaveLength(1);
  });

  test('cancellations are one', async () => {
    const person = await someoneLost();
    await askToRecover(person, person.address);
    const statuses = await atOnce(person.userId, times(cancel(await cancelToken(person.email))));
    expect(successes(statuses), 'twice is as once').toBe(PARALLEL);
    expect(await eventsOfType(person.userId, 'account.recovery-cancelled')).toHaveLength(1);
  });
});

describe('a cancellation', () => {
  test.each(ROUNDS)('against the confirmation: one of the two happens, all of it (%i)', async () => {
    const person = await someoneRecovering();
    const stop = cancel(await cancelToken(person.email));
    const confirm = await readyToConfirm(person);
    const [confirmed, ...stopped] = await atOnce(person.userId, [confirm, stop, stop]);
    expect(successes(stopped) > 0).toBe(confirmed !== 200);
    const outcome = confirmed === 200 ? 'completed' : 'cancelled';
    expect(await rows(person.userId, 'SELECT outcome FROM recoveries')).toEqual([{ outcome }]);
    const removed = await eventsOfType(person.userId, 'factor.removed');
    expect(removed).toHaveLength(confirmed === 200 ? 1 : 0);
  });

  test.each(ROUNDS)('against the proof that opens a ready one: no session of it is left (%i)', async () => {
    const person = await someoneLost();
    await askToRecover(person, person.address);
    const stop = cancel(await cancelToken(person.email));
    wait(config.recoveryDelayMs);
    const half = await passwordStep(person);
    const { path, code } = await beginProof(half, 'email', person.address);
    const body = { code: await code() };
    await atOnce(person.userId, [() => half.copy().request('POST', path, body), stop]);
    const live = `SELECT 1 FROM sessions WHERE stage = 'recovery' AND ended_at IS NULL`;
    expect(await rows(person.userId, live)).toEqual([]);
    expect(await rows(person.userId, 'SELECT outcome FROM recoveries')).toEqual([{ outcome: 'cancelled' }]);
  });
});

test('whose session ends while the permit to send is waited for is sent no code', async () => {
  const person = await withTwoStep();
  const address = await withRecoveryAddress(person);
  const half = await passwordStep(person);
  const told = (await mailbox(address)).length;
  const { take } = SendLimitObject.prototype;
  vi.spyOn(SendLimitObject.prototype, 'take').mockImplementation(async function (
    this: SendLimitObject,
    ...rates: Parameters<typeof take>
  ) {
    await half.call('DELETE', '/v1/session');
    return take.apply(this, rates);
  } as unknown as typeof take);
  await expect(beginProof(half, 'email')).rejects.toThrow(/not-signed-in|401/);
  expect(await mailbox(address)).toHaveLength(told);
});
