import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PendingAct } from '../../schema/api/administered.ts';
import type { ProblemCode } from '../../schema/api/problem.ts';
import { config } from '../../worker/config.ts';
import { PENDING_ACT_MS } from '../../worker/policy/limits.ts';
import { readAdminReset } from '../../worker/policy/read-admin-reset.ts';
import { act, actsOn, enterPass, issuePass, projected, REASON } from './administering.ts';
import { putRole, withRole } from './admins.ts';
import { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { refuseD1 } from './failing-d1.ts';
import { eventsOf, rows, userStub } from './look-inside.ts';
import { mailbox } from './mailbox.ts';
import { passwordStep, withTwoStep, type Person } from './people.ts';
import { cancelToken, sessionOf, wait } from './recovering.ts';

afterEach(() => {
  config.adminReset = 'direct';
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const refuses = async (browser: Browser, path: string, body: object, code: ProblemCode) =>
  expectProblem(await browser.request('POST', path, body), code);
const alive = async (browser: Browser) => (await browser.request('GET', '/v1/session')).ok;
const pathOf = (id: string, what: string) => `/v1/admin/pending-acts/${id}/${what}`;
const wasReset = (userId: string) => rows(userId, `SELECT 1 FROM events WHERE type = 'account.reset'`);

/** Until nothing waits any more: by the alarm, whoever runs it. */
async function decided(userId: string): Promise<void> {
  for (;;) {
    await runDurableObjectAlarm(userStub(userId));
    const waiting = await rows(userId, `SELECT 1 FROM pending_acts WHERE state = 'waiting'`);
    if (waiting.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** What waits for this person, as an administrator sees it. */
async function waitingFor(admin: Person, userId: string): Promise<PendingAct[]> {
  await projected(userId);
  const { acts } = await admin.browser.call<{ acts: PendingAct[] }>('GET', '/v1/admin/pending-acts');
  return acts.filter((pending) => pending.userId === userId);
}

describe('ADMIN_RESET second-admin', () => {
  test('D12 H8 a reset happens when another administrator agrees: nobody agrees with himself', async () => {
    config.adminReset = 'second-admin';
    const [asker, other] = [await withRole('help-desk'), await withRole('help-desk')];
    const person = await withTwoStep();
    const { userId } = person.browser;
    expect((await act(asker, userId, { type: 'reset' })).outcome).toBe('waiting');
    expect(await alive(person.browser)).toBe(true);
    await refuses(asker.browser, actsOn(userId), { type: 'reset', reason: REASON }, 'act-waits');

    const [pending] = await waitingFor(asker, userId);
    expect(pending).toMatchObject({
      type: 'reset',
      email: person.email,
      reason: REASON,
      askedBy: { email: asker.email, role: 'help-desk' },
      state: 'waiting',
      readyAt: null,
    });
    const agreeing = { reason: 'I know her' };
    await refuses(asker.browser, pathOf(pending!.id, 'approve'), agreeing, 'not-permitted');
    const answers = await Promise.all(
      [1, 2, 3].map(() => other.browser.copy().request('POST', pathOf(pending!.id, 'approve'), agreeing)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    expect(await alive(person.browser)).toBe(false);
    const reset = (await eventsOf(userId)).find(({ type }) => type === 'account.reset')!;
    expect(JSON.parse(reset.detail)).toMatchObject({
      actor: asker.browser.userId,
      reason: REASON,
      approvedBy: other.browser.userId,
    });
    expect(await waitingFor(asker, userId)).toEqual([]);
  });

  test('a pass is for who asked for it, once, and nobody else sees it', async () => {
    config.adminReset = 'second-admin';
    const [asker, other] = [await withRole('help-desk'), await withRole('admin')];
    const person = await withTwoStep();
    const { userId } = person.browser;
    const asked = await act(asker, userId, { type: 'issue-pass', hours: 2, uses: 1 });
    expect(asked).toEqual({ outcome: 'waiting', pass: null });
    const [pending] = await waitingFor(asker, userId);
    const take = pathOf(pending!.id, 'pass');
    await refuses(asker.browser, take, {}, 'act-over');
    const agreed = await other.browser.call('POST', pathOf(pending!.id, 'approve'), { reason: REASON });
    expect(agreed).toEqual({ outcome: 'done', pass: null });
    expect((await waitingFor(asker, userId))[0]!.state).toBe('approved');
    await refuses(other.browser, take, {}, 'not-permitted');
    const { pass } = await asker.browser.call<{ pass: { code: string } }>('POST', take);
    await refuses(asker.browser, take, {}, 'act-over');
    expect((await enterPass(await passwordStep(person), pass.code)).stage).toBe('recovery');
  });

  test('its person can stop it, another refuse it, its asker take it back; a day ends it', async () => {
    config.adminReset = 'second-admin';
    const [asker, other] = [await withRole('help-desk'), await withRole('help-desk')];
    const ends: [state: string, (id: string, person: Person) => Promise<unknown>][] = [
      [
        'cancelled',
        async (_, { email }) =>
          new Browser().call('POST', '/v1/recovery/cancel', { token: await cancelToken(email) }),
      ],
      ['cancelled', (_, { browser }) => browser.call('DELETE', '/v1/recovery/account')],
      ['refused', (id) => other.browser.call('POST', pathOf(id, 'refuse'), { reason: REASON })],
      ['withdrawn', (id) => asker.browser.call('POST', pathOf(id, 'refuse'), { reason: REASON })],
      [
        'expired',
        async (_, { browser }) => {
          wait(PENDING_ACT_MS);
          await runDurableObjectAlarm(browser.object);
        },
      ],
    ];
    for (const [state, end] of ends) {
      const person = await withTwoStep();
      const { userId } = person.browser;
      await act(asker, userId, { type: 'reset' });
      const [pending] = await waitingFor(asker, userId);
      const { stoppableAct } = await sessionOf(person.browser);
      expect(stoppableAct).toEqual({ type: 'reset', waitsFor: 'agreement', readyAt: null });
      await end(pending!.id, person);
      vi.useRealTimers();
      expect(await rows(userId, 'SELECT state FROM pending_acts')).toEqual([{ state }]);
      await refuses(other.browser, pathOf(pending!.id, 'approve'), { reason: REASON }, 'act-over');
      expect(await wasReset(userId), state).toEqual([]);
      const after = await passwordStep(person);
      expect((await sessionOf(after)).stoppableAct, 'half a session is told nothing').toBeNull();
      const told = (await mailbox(person.email)).some(({ subject }) => subject.includes('was stopped'));
      expect(told || state === 'expired').toBe(true);
    }
  });

  test('nobody agrees to what somebody asked who may no longer', async () => {
    config.adminReset = 'second-admin';
    const [asker, other] = [await withRole('help-desk'), await withRole('help-desk')];
    const person = await withTwoStep();
    await act(asker, person.browser.userId, { type: 'reset' });
    const [pending] = await waitingFor(asker, person.browser.userId);
    await env.DB.prepare('DELETE FROM roles WHERE user_id = ?').bind(asker.browser.userId).run();
    await refuses(other.browser, pathOf(pending!.id, 'approve'), { reason: REASON }, 'not-permitted');
  });

  test('H8 nor whose person has a role by now that is not below his', async () => {
    config.adminReset = 'second-admin';
    const [asker, owner] = [await withRole('help-desk'), await withRole('owner')];
    const person = await withTwoStep();
    const { userId } = person.browser;
    await act(asker, userId, { type: 'reset' });
    const [pending] = await waitingFor(asker, userId);
    await putRole(userId, 'help-desk');
    await refuses(owner.browser, pathOf(pending!.id, 'approve'), { reason: REASON }, 'not-permitted');
    expect(await wasReset(userId)).toEqual([]);
  });
});

test('H8 what was begun on an account ends when it gets a role: acts that wait, and a pass', async () => {
  const [desk, owner] = [await withRole('help-desk'), await withRole('owner')];
  const [one, other] = [await withTwoStep(), await withTwoStep()];
  const code = await issuePass(desk, one.browser.userId);
  config.adminReset = 'second-admin';
  await act(desk, other.browser.userId, { type: 'reset' });
  for (const { email } of [one, other])
    await owner.browser.call('POST', '/v1/admin/roles', { email, role: 'admin', reason: REASON });
  await refuses(await passwordStep(one), '/v1/recovery/pass', { code }, 'code-expired');
  const states = await rows(other.browser.userId, 'SELECT state FROM pending_acts');
  expect(states).toEqual([{ state: 'cancelled' }]);
});

describe('ADMIN_RESET delay', () => {
  test('a reset happens by itself when its time comes, and its person can stop it until then', async () => {
    config.adminReset = 'delay';
    const desk = await withRole('help-desk');
    const [one, other] = [await withTwoStep(), await withTwoStep()];
    for (const person of [one, other]) {
      expect((await act(desk, person.browser.userId, { type: 'reset' })).outcome).toBe('waiting');
      expect(await alive(person.browser)).toBe(true);
    }
    const [pending] = await waitingFor(desk, one.browser.userId);
    const second = await withRole('admin');
    await refuses(second.browser, pathOf(pending!.id, 'approve'), { reason: REASON }, 'act-over');
    await new Browser().call('POST', '/v1/recovery/cancel', { token: await cancelToken(other.email) });

    wait(config.recoveryDelayMs);
    for (const person of [one, other]) await decided(person.browser.userId);
    expect(await wasReset(one.browser.userId)).toHaveLength(1);
    expect(await wasReset(other.browser.userId)).toEqual([]);
  });

  test('H8 nothing comes of what somebody asked for who may no longer when its time comes', async () => {
    config.adminReset = 'delay';
    const [gone, desk] = [await withRole('help-desk'), await withRole('help-desk')];
    const [one, other] = [await withTwoStep(), await withTwoStep()];
    await act(gone, one.browser.userId, { type: 'reset' });
    await act(desk, other.browser.userId, { type: 'reset' });
    await env.DB.prepare('DELETE FROM roles WHERE user_id = ?').bind(gone.browser.userId).run();
    await putRole(other.browser.userId, 'owner');
    wait(config.recoveryDelayMs);
    for (const { browser } of [one, other]) {
      await decided(browser.userId);
      expect(await wasReset(browser.userId)).toEqual([]);
      const states = await rows(browser.userId, 'SELECT state FROM pending_acts');
      expect(states).toEqual([{ state: 'expired' }]);
    }
  });

  test('G14 J7 while D1 does not say who may, it waits; it happens when D1 does', async () => {
    config.adminReset = 'delay';
    const desk = await withRole('help-desk');
    const { browser } = await withTwoStep();
    await act(desk, browser.userId, { type: 'reset' });
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    refuseD1((statement) => statement.includes('"roles"'));
    wait(config.recoveryDelayMs);
    await runDurableObjectAlarm(browser.object);
    expect(await wasReset(browser.userId)).toEqual([]);
    vi.restoreAllMocks();
    await decided(browser.userId);
    expect(await wasReset(browser.userId)).toHaveLength(1);
  });

  test('a pass works when its time comes, not before', async () => {
    config.adminReset = 'delay';
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const { pass } = await act(desk, person.browser.userId, { type: 'issue-pass', hours: 1, uses: 1 });
    const { code } = pass!;
    const { stoppableAct } = await sessionOf(person.browser);
    expect(stoppableAct).toEqual({ type: 'issue-pass', waitsFor: 'pass', readyAt: null });
    await refuses(await passwordStep(person), '/v1/recovery/pass', { code }, 'code-expired');
    wait(config.recoveryDelayMs);
    expect((await enterPass(await passwordStep(person), code)).stage).toBe('recovery');
  });
});

test('ADMIN_RESET is one of three, or none', () => {
  expect(readAdminReset(undefined)).toBe('direct');
  expect(readAdminReset('delay')).toBe('delay');
  expect(() => readAdminReset('never')).toThrow('ADMIN_RESET must be one of');
});
