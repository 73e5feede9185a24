import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY, SECOND } from '../../worker/clock.ts';
import { project } from '../../worker/directory/project.ts';
import { NOTICE_TRIES, RETRY_FIRST_MS, RETRY_MAX_MS } from '../../worker/policy/limits.ts';
import type { EventRow, FactorRow } from '../../schema/user-tables.ts';
import { Browser } from './client.ts';
import { drain, mailOnly, refuseD1, wakesIn } from './failing-d1.ts';
import { eventsOf, factorRow, rows, userStub } from './look-inside.ts';
import { mailbox, mailedCode } from './mailbox.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, PASSWORD, signUp, someAddress, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

beforeEach(() => {
  // A day ahead: alarms are then far away for workerd, and run when a test lets them.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function stepUp({ browser, secret }: TwoStepPerson): Promise<void> {
  const id = await challenge(browser, 'totp', 'reauthentication');
  await browser.call('POST', `/v1/challenges/${id}/verify`, { code: totpAt(secret) });
}

/** All that D1 holds of a user. */
async function readModel(home: string) {
  const of = (table: string, order: string) =>
    env.DB.prepare(
      `SELECT * FROM ${table} WHERE ${table === 'users' ? 'id' : 'user_id'} = ? ORDER BY ${order}`,
    )
      .bind(home)
      .all();
  const [users, events, factors, sessions] = await Promise.all([
    of('users', 'id'),
    of('events', 'epoch, seq'),
    of('factors', 'id'),
    of('sessions', 'id'),
  ]);
  return {
    users: users.results,
    events: events.results,
    factors: factors.results,
    sessions: sessions.results,
  };
}

/** D1 holds each event of the object exactly once, and is as new as the object. */
async function expectCaughtUp(home: string): Promise<void> {
  const [inObject, inD1] = [await eventsOf(home), await readModel(home)];
  expect(inD1.events.map(({ epoch, seq, hash }) => [epoch, seq, hash])).toEqual(
    inObject.map(({ seq, hash }) => [1, seq, hash]),
  );
  expect(inD1.events.map(({ seq }) => seq)).toEqual(inObject.map((_, i) => i + 1));
  expect(inD1.users).toMatchObject([{ id: home, seq: inObject.length }]);
  const sessions = await rows<{ id: string; seq: number }>(home, 'SELECT id, seq FROM sessions ORDER BY id');
  expect(inD1.sessions.map(({ id, seq }) => ({ id, seq }))).toEqual(sessions);
}

describe('while D1 refuses', () => {
  test('verification goes on, the alarm tries again less and less often, and afterwards each event is there once', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    await drain(home);
    await expectCaughtUp(home);

    refuseD1();
    await stepUp(person);
    for (let retry = 0; retry < 10; retry++) {
      expect(await runDurableObjectAlarm(userStub(home))).toBe(true);
      expect(await wakesIn(home), `after ${retry + 1}`).toBe(
        Math.min(RETRY_FIRST_MS * 2 ** retry, RETRY_MAX_MS),
      );
      if (retry % 3 === 0) {
        later(30 * SECOND);
        await stepUp(person);
      }
    }
    vi.restoreAllMocks();
    await drain(home);
    expect((await eventsOf(home)).filter(({ type }) => type === 'session.reauthenticated')).toHaveLength(5);
    await expectCaughtUp(home);
  });

  test('what joins the queue does not shorten the pause before the next try', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    await drain(home);
    refuseD1();
    await stepUp(person);
    for (let retry = 0; retry < 7; retry++) await runDurableObjectAlarm(userStub(home));
    const pause = await wakesIn(home);
    later(30 * SECOND);
    await stepUp(person);
    expect(await wakesIn(home)).toBe(pause! - 30 * SECOND);
  });

  test('J7 a sign-in is answered 503 with Retry-After, and works afterwards', async () => {
    const { email, password } = await signUp();
    refuseD1();
    const response = await new Browser().request('POST', '/v1/sign-in', { email, password });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    vi.restoreAllMocks();
    expect((await new Browser().request('POST', '/v1/sign-in', { email, password })).status).toBe(200);
  });

  test('J7 a sign-up that was confirmed meanwhile is an account afterwards', async () => {
    const [email, password] = [someAddress(), PASSWORD];
    const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/accounts', { email, password });
    const code = await mailedCode(email);
    refuseD1((statement) => statement.includes('"users"'));
    const homes = new Set<string>();
    const name = vi.spyOn(Object.getPrototypeOf(env.USERS) as DurableObjectNamespace, 'idFromName');
    expect((await new Browser().refused('POST', '/v1/accounts/confirm', { flow, code })).code).toBe(
      'unavailable',
    );
    for (const [home] of name.mock.calls) homes.add(home);
    vi.restoreAllMocks();
    for (const home of homes) await runDurableObjectAlarm(userStub(home));
    expect((await new Browser().request('POST', '/v1/sign-in', { email, password })).status).toBe(200);
  });
});

describe('the projection', () => {
  test('applied again, after a crash before the cursor moved, changes nothing', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    await drain(home);
    const before = await readModel(home);
    await rows(home, 'UPDATE account SET projected_seq = 0');
    await evictDurableObject(userStub(home));
    await stepUp(person);
    await drain(home);
    const after = await readModel(home);
    expect(after.events.slice(0, before.events.length)).toEqual(before.events);
    await expectCaughtUp(home);
    await rows(home, 'UPDATE account SET projected_seq = 0');
    await evictDurableObject(userStub(home));
    await userStub(home).signOut(
      { ip: null, userAgent: '', place: null, language: null, requestId: '' },
      null,
    );
    expect(await readModel(home)).toEqual(after);
  });

  const factor = (id: string, name: string, seq: number) =>
    ({
      id,
      name,
      seq,
      method: 'totp',
      state: 'active',
      created_at: 1,
      sealed: null,
      parameters: null,
      address: null,
      locked_until: 0,
      preferred: 0,
    }) as FactorRow;
  const change = (userId: string, name: string, seq: number, epoch = 1) => ({
    userId,
    epoch,
    seq,
    account: {
      name: null,
      secondStep: 'totp' as const,
      recoveryCodesLeft: seq,
      lockedUntil: 0,
      lastSignInAt: null,
      rememberedDevices: [],
    },
    events: [] as EventRow[],
    factors: [factor('one', name, seq)],
    sessions: [],
    helpRequests: [],
    pendingActs: [],
  });
  const nameOf = async (home: string) => (await readModel(home)).factors.map(({ name }) => name);

  test('a batch that comes late does not replace what is newer, in the same epoch or from an older one', async () => {
    const home = crypto.randomUUID();
    await project(env.DB, change(home, 'newer', 5));
    await project(env.DB, change(home, 'older', 3));
    await project(env.DB, change(home, 'same', 5));
    expect(await nameOf(home)).toEqual(['newer']);
    await project(env.DB, change(home, 'rebuilt', 2, 2));
    await project(env.DB, change(home, 'before the rebuild', 9, 1));
    expect(await nameOf(home)).toEqual(['rebuilt']);
  });

  test('a user’s counts are not set back by a late batch', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    await drain(home);
    const { users } = await readModel(home);
    await project(env.DB, change(home, 'late', 1));
    expect((await readModel(home)).users).toEqual(users);
    expect(users).toMatchObject([{ two_step: 1, recovery_codes_left: 10 }]);
  });

  test('more events than fit in one batch all arrive', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    refuseD1();
    for (let i = 0; i < 110; i++)
      await person.browser.call('PATCH', `/v1/factors/${person.factorId}`, { name: `Phone ${i}` });
    vi.restoreAllMocks();
    await drain(home);
    await expectCaughtUp(home);
    expect(await nameOf(home)).toContain('Phone 109');
  });

  test('an eviction between the commit and the alarm loses nothing', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    await drain(home);
    await stepUp(person);
    await evictDurableObject(userStub(home));
    expect(await runDurableObjectAlarm(userStub(home))).toBe(true);
    await expectCaughtUp(home);
  });
});

describe('delivery', () => {
  const rename = ({ browser, factorId }: TwoStepPerson, name: string) =>
    browser.call('PATCH', `/v1/factors/${factorId}`, { name });
  const arrived = async ({ email }: TwoStepPerson, name: string) =>
    (await mailbox(email)).filter(({ text }) => text.includes(`now called “${name}”`)).length;

  test('a mail that nobody takes is given up after some tries, and those behind it arrive; the read model does not wait', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    await drain(home);
    refuseD1(mailOnly);
    await rename(person, 'First');
    await expect.poll(() => rows(home, 'SELECT 1 FROM account WHERE delivery_tries = 1')).toHaveLength(1);
    await rename(person, 'Second');
    for (let tries = 0; tries < 2 * NOTICE_TRIES; tries++) {
      await runDurableObjectAlarm(userStub(home));
      await expectCaughtUp(home);
      const [, second] = (await eventsOf(home)).filter(({ type }) => type === 'factor.renamed');
      const [given] = await rows<{ delivered_seq: number }>(home, 'SELECT delivered_seq FROM account');
      if (given!.delivered_seq === second!.seq - 1) break;
    }
    vi.restoreAllMocks();
    await drain(home);
    expect([await arrived(person, 'First'), await arrived(person, 'Second')]).toEqual([0, 1]);
  });

  test('a mail that was refused once arrives with the next alarm', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    await drain(home);
    refuseD1(mailOnly);
    await rename(person, 'Retried');
    await expect.poll(() => rows(home, 'SELECT 1 FROM account WHERE delivery_tries = 1')).toHaveLength(1);
    vi.restoreAllMocks();
    await drain(home);
    expect(await arrived(person, 'Retried')).toBe(1);
  });

  test('after a crash between sending and noting it, the mail is sent again with the same code', async () => {
    const { browser } = await signUp();
    const home = browser.userId;
    await drain(home);
    const address = someAddress();
    await browser.call('POST', '/v1/enrollments', { method: 'email', address });
    const code = await mailedCode(address);
    const delivery = () => rows(home, 'SELECT delivery FROM challenges WHERE address = ?', address);
    await expect.poll(delivery).toEqual([{ delivery: 'sent' }]);
    await rows(home, `UPDATE challenges SET delivery = 'waiting' WHERE address = ?`, address);
    await evictDurableObject(userStub(home));
    await drain(home);
    const mails = await mailbox(address);
    expect(mails.map(({ text }) => /^Your code: (\d+)$/m.exec(text)?.[1])).toEqual([code, code]);
  });

  test('a mail that is due while another is on its way is not forgotten', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    await drain(home);
    const statement = Object.getPrototypeOf(env.DB.prepare('SELECT 1')) as D1PreparedStatement;
    const { run } = statement;
    const provider = Promise.withResolvers<void>();
    const sending = Promise.withResolvers<void>();
    vi.spyOn(statement, 'run').mockImplementationOnce(async function (this: D1PreparedStatement) {
      sending.resolve();
      await provider.promise;
      return run.call(this) as Promise<never>;
    });
    await rename(person, 'First');
    await sending.promise;
    await rename(person, 'Second');
    const alarm = runDurableObjectAlarm(userStub(home));
    provider.resolve();
    await alarm;
    await expect.poll(() => arrived(person, 'First')).toBe(1);
    await expect.poll(() => arrived(person, 'Second')).toBe(1);
  });
});

test('the state of a disabled or removed factor gets to D1', async () => {
  const person = await withTwoStep();
  const home = person.browser.userId;
  await person.browser.call('DELETE', `/v1/factors/${person.factorId}`);
  expect((await factorRow(home, person.factorId)).state).toBe('removed');
  await drain(home);
  const { factors, users } = await readModel(home);
  expect(factors.find(({ id }) => id === person.factorId)).toMatchObject({ state: 'removed', sealed: null });
  expect(users).toMatchObject([{ two_step: 0, recovery_codes_left: 0 }]);
});
