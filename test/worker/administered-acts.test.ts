import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ProblemCode } from '../../schema/api/problem.ts';
import { HOUR } from '../../worker/clock.ts';
import { config } from '../../worker/config.ts';
import { PASS_TRIES } from '../../worker/policy/limits.ts';
import { act, actsOn, enterPass, issuePass, REASON } from './administering.ts';
import { putRole, withRole } from './admins.ts';
import { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { eventsOf, rows } from './look-inside.ts';
import { mailbox, mailedCode, newestMail } from './mailbox.ts';
import { withPasskey } from './passkey-people.ts';
import { challenge, passwordStep, signUp, withTwoStep, type TwoStepPerson } from './people.ts';
import {
  cancelToken,
  NEW_PASSWORD,
  resetPassword,
  sessionOf,
  setUpAnew,
  someoneLost,
  wait,
  withRecoveryAddress,
} from './recovering.ts';
import { eventTypes, stateOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => {
  config.emailAsFactor = false;
  vi.useRealTimers();
});

const refuses = async (browser: Browser, path: string, body: object, code: ProblemCode) =>
  expectProblem(await browser.request('POST', path, body), code);

const idOf = ({ browser }: { browser: Browser }) => browser.userId;
const alive = async (browser: Browser) => (await browser.request('GET', '/v1/session')).ok;

async function secondStep(browser: Browser, secret: string, step = 0) {
  const path = `/v1/challenges/${await challenge(browser, 'totp')}/verify`;
  return browser.call<{ session: { stage: string } }>('POST', path, { code: totpAt(secret, step) });
}

describe('whom an administrator may act on', () => {
  test('D12 H8 not on himself, not on an equal, not upwards; on nobody as on anybody unknown', async () => {
    const desk = await withRole('help-desk');
    const others = await Promise.all([withRole('help-desk'), withRole('admin'), withRole('owner')]);
    const wish = { type: 'reset', reason: REASON };
    for (const other of [desk, ...others]) {
      const before = await stateOf(idOf(other));
      await refuses(desk.browser, actsOn(idOf(other)), wish, 'not-permitted');
      expect(await stateOf(idOf(other))).toEqual(before);
    }
    await refuses(desk.browser, actsOn('A'.repeat(22)), wish, 'not-found');
    const auditor = await withRole('auditor');
    expect((await act(desk, idOf(auditor), { type: 'end-sessions' })).outcome).toBe('done');
  });
});

describe('a reset', () => {
  test('D12 G8 H2 ends everything, tells every address why, and never makes the password enough', async () => {
    const desk = await withRole('help-desk');
    const person = await someoneLost();
    const half = await passwordStep(person);
    await issuePass(desk, person.userId);
    const since = (await eventsOf(person.userId)).length;
    expect(await act(desk, person.userId, { type: 'reset' })).toEqual({ outcome: 'done', pass: null });

    for (const browser of [person.browser, half]) expect(await alive(browser)).toBe(false);
    expect(await eventTypes(person.userId, since)).toEqual(['account.reset', 'factor.removed']);
    expect(await rows(person.userId, 'SELECT 1 FROM recovery_codes')).toEqual([]);
    expect(await rows(person.userId, 'SELECT 1 FROM passes')).toEqual([]);
    for (const address of [person.email, person.address]) {
      const mail = (await mailbox(address)).find(({ subject }) => subject.includes('reset by an admin'))!;
      expect(mail.text).toContain(REASON);
      expect(mail.text).toContain('Authenticator app');
      expect(mail.text, 'nor where the administrator sat').not.toContain(desk.browser.ip);
    }

    const browser = await passwordStep(person);
    const { stage, level, pass, options } = await sessionOf(browser);
    expect({ stage, level, pass, options }).toEqual({
      stage: 'second-factor',
      level: 1,
      pass: 'needed',
      options: [],
    });
    await refuses(browser, '/v1/enrollments', { method: 'totp' }, 'second-factor-required');
    await enterPass(browser, await issuePass(desk, person.userId));
    const { secret, session } = await setUpAnew(browser);
    expect(session.stage).toBe('second-factor');
    expect((await secondStep(browser, secret)).session.stage).toBe('full');
    await expectFull(person, secret);
  });

  async function expectFull(person: TwoStepPerson, secret: string) {
    wait(31_000);
    const again = await passwordStep(person);
    expect((await sessionOf(again)).pass).toBe('none');
    expect((await secondStep(again, secret)).session.stage).toBe('full');
  }

  test('of somebody who has no second step asks for no pass', async () => {
    const desk = await withRole('help-desk');
    const person = await signUp();
    await act(desk, idOf(person), { type: 'reset' });
    expect(await alive(person.browser)).toBe(false);
    expect((await sessionOf(await passwordStep(person))).stage).toBe('full');
  });

  test('shows in the person’s activity, with its reason and without the administrator’s place', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    await act(desk, idOf(person), { type: 'void-recovery-codes' });
    const { events } = await person.browser.call<{ events: object[] }>('GET', '/v1/events');
    expect(events[0]).toMatchObject({
      type: 'recovery-codes.voided',
      administrator: { reason: REASON },
      ip: null,
      place: null,
      device: '',
    });
    expect(JSON.stringify(events)).not.toContain(desk.browser.ip);
    expect((await act(desk, idOf(person), { type: 'void-recovery-codes' })).outcome).toBe('nothing');
  });
});

describe('removing one factor', () => {
  test('H4 H7 takes it away and ends what it opened; never the last second step', async () => {
    const desk = await withRole('help-desk');
    const { browser, email } = await withPasskey({}, await withTwoStep());
    const userId = browser.userId;
    const active = `SELECT id, method FROM factors WHERE state = 'active'`;
    const factors = await rows<{ id: string; method: string }>(userId, active);
    const idOfMethod = (wanted: string) => factors.find(({ method }) => method === wanted)!.id;
    const remove = (method: string) => ({ type: 'remove-factor' as const, factorId: idOfMethod(method) });
    await act(desk, userId, remove('totp'));
    expect(await alive(browser)).toBe(false);
    const refused = (method: string, code: ProblemCode) =>
      refuses(desk.browser, actsOn(userId), { reason: REASON, ...remove(method) }, code);
    expect((await refused('passkey', 'last-second-step')).reason).toBe('reset-or-pass');
    await refused('totp', 'not-found');
    await refused('password', 'method-not-available');
    await refused('recovery-code', 'not-found');
    expect((await mailbox(email)).some(({ text }) => text.includes(REASON))).toBe(true);
  });

  test('G8 an address that signs people in is one: what it opened ends, whoever removes it', async () => {
    config.emailAsFactor = true;
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    for (const removes of ['owner', 'administrator']) {
      const address = await withRecoveryAddress(person);
      const after = await newestMail(address);
      const signedIn = await passwordStep(person);
      const path = `/v1/challenges/${await challenge(signedIn, 'email')}/verify`;
      await signedIn.call('POST', path, { code: await mailedCode(address, after) });
      const [factor] = await rows<{ id: string }>(
        idOf(person),
        `SELECT id FROM factors WHERE address = ?`,
        address,
      );
      if (removes === 'owner') await person.browser.call('DELETE', `/v1/factors/${factor!.id}`);
      else await act(desk, idOf(person), { type: 'remove-factor', factorId: factor!.id });
      expect(await alive(signedIn), removes).toBe(false);
    }
  });
});

describe('a temporary access pass', () => {
  test('D6 H1 opens, beside the password, a session that only sets up a new second step; the old one goes then', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const code = await issuePass(desk, idOf(person));
    const browser = await passwordStep(person);
    expect((await sessionOf(browser)).pass).toBe('offered');
    const { stage, level, recovery } = await enterPass(browser, code.toLowerCase().replace('-', ' '));
    expect({ stage, level, cause: recovery!.cause }).toEqual({ stage: 'recovery', level: 1, cause: 'pass' });
    await expectProblem(await browser.request('GET', '/v1/factors'), 'recovery-session');
    await setUpAnew(browser);
    expect(await alive(person.browser)).toBe(false);
    const left = await rows(
      idOf(person),
      `SELECT name FROM factors WHERE state = 'active' AND method = 'totp'`,
    );
    expect(left).toEqual([{ name: 'New app' }]);
    const again = await passwordStep(person);
    await refuses(again, '/v1/recovery/pass', { code }, 'code-expired');
  });

  test('is worth nothing without the password, whoever issued it', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const code = await issuePass(desk, idOf(person));
    await refuses(new Browser(), '/v1/recovery/pass', { code }, 'not-signed-in');
    await refuses(desk.browser, '/v1/recovery/pass', { code }, 'already-signed-in');
    const other = await withTwoStep();
    await refuses(await passwordStep(other), '/v1/recovery/pass', { code }, 'code-expired');
  });

  test('beside a password that was reset by mail proves two things of different kinds, and no factor', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const code = await issuePass(desk, idOf(person));
    await resetPassword(person.email);
    const browser = await passwordStep({ ...person, password: NEW_PASSWORD });
    expect(await enterPass(browser, code)).toMatchObject({ stage: 'recovery', level: 0 });
  });

  test('D3 works as often as it was issued for, at once too: each use counted', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const code = await issuePass(desk, idOf(person), 2);
    const halves = await Promise.all(Array.from({ length: 5 }, () => passwordStep(person)));
    const answers = await Promise.all(
      halves.map(async (half) => (await half.request('POST', '/v1/recovery/pass', { code })).status),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(2);
    const open = `SELECT 1 FROM sessions WHERE stage = 'recovery' AND ended_at IS NULL`;
    expect(await rows(idOf(person), open), 'a later use ends the session of an earlier').toHaveLength(1);
  });

  test('F1 dies after ten wrong guesses, and its owner is told', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const code = await issuePass(desk, idOf(person));
    const half = await passwordStep(person);
    for (let left = PASS_TRIES - 1; left > 0; left--) {
      const problem = await refuses(half, '/v1/recovery/pass', { code: '0000-0000' }, 'wrong-code');
      expect(problem.triesLeft).toBe(left);
    }
    await refuses(half, '/v1/recovery/pass', { code: '0000-0000' }, 'code-expired');
    await refuses(half, '/v1/recovery/pass', { code }, 'code-expired');
    await refuses(half, '/v1/recovery/pass', { code: 'short' }, 'invalid-request');
    expect((await mailbox(person.email)).some(({ subject }) => subject.includes('pass was ended'))).toBe(
      true,
    );
  });

  test('H6 dies with its hours, with a newer one, with a reset, and by the link of its mail', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const userId = idOf(person);
    const half = await passwordStep(person);
    const dead = (code: string, browser: Browser) =>
      refuses(browser, '/v1/recovery/pass', { code }, 'code-expired');

    const first = await issuePass(desk, userId);
    const after = await newestMail(person.email);
    const second = await issuePass(desk, userId);
    await refuses(half, '/v1/recovery/pass', { code: first }, 'wrong-code');
    const token = await cancelToken(person.email, after);
    await new Browser().call('POST', '/v1/recovery/cancel', { token });
    await dead(second, half);

    const third = await issuePass(desk, userId);
    wait(HOUR);
    await dead(third, await passwordStep(person));
    vi.useRealTimers();
    const fourth = await issuePass(desk, userId);
    await act(desk, userId, { type: 'reset' });
    await dead(fourth, await passwordStep(person));
  });

  test('the link of its mail stops what it opened, too', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const after = await newestMail(person.email);
    const code = await issuePass(desk, idOf(person));
    const token = await cancelToken(person.email, after);
    const browser = await passwordStep(person);
    await enterPass(browser, code);
    await new Browser().call('POST', '/v1/recovery/cancel', { token });
    expect(await alive(browser)).toBe(false);
    await refuses(new Browser(), '/v1/recovery/cancel', { token }, 'recovery-over');
    expect(await alive(person.browser)).toBe(true);
  });

  test('the link of its mail stops nothing that came after its hours', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const after = await newestMail(person.email);
    await issuePass(desk, idOf(person));
    const token = await cancelToken(person.email, after);
    wait(HOUR);
    await (
      await passwordStep(person)
    ).call('POST', '/v1/recovery/account/help', { words: 'I lost my phone' });
    await refuses(new Browser(), '/v1/recovery/cancel', { token }, 'recovery-over');
    expect(await rows(idOf(person), 'SELECT state FROM help_requests')).toEqual([{ state: 'open' }]);
  });

  test('is not for an account that its password alone opens', async () => {
    const desk = await withRole('help-desk');
    const person = await signUp();
    const wish = { type: 'issue-pass', hours: 1, uses: 1, reason: REASON };
    const problem = await refuses(desk.browser, actsOn(idOf(person)), wish, 'method-not-available');
    expect(problem.reason).toBe('no-second-step');
  });

  test('D12 J2 its code is in one answer, and nowhere else', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const code = await issuePass(desk, idOf(person));
    const kept = JSON.stringify(await stateOf(idOf(person)));
    for (const spelling of [code, code.replace('-', '')]) {
      expect(kept).not.toContain(spelling);
      expect(JSON.stringify(await mailbox(person.email))).not.toContain(spelling);
    }
  });
});

describe('requiring a new second step', () => {
  test('asks for the whole sign-in first, then opens nothing else until it is set up', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    await act(desk, idOf(person), { type: 'require-enrollment' });
    expect(await alive(person.browser)).toBe(false);
    const browser = await passwordStep(person);
    expect((await sessionOf(browser)).pass).toBe('none');
    const { session } = await secondStep(browser, person.secret);
    expect(session).toMatchObject({ stage: 'recovery', recovery: { cause: 'required' } });
    await expectProblem(
      await browser.request('PUT', '/v1/recovery/account/lost', { lost: [] }),
      'method-not-available',
    );
    const { secret } = await setUpAnew(browser);
    expect((await secondStep(browser, secret)).session.stage).toBe('full');
    expect((await act(desk, idOf(person), { type: 'require-enrollment' })).outcome).toBe('done');
    expect((await act(desk, idOf(person), { type: 'require-enrollment' })).outcome).toBe('nothing');
  });

  test('holds for a password alone, where that is the whole sign-in', async () => {
    const desk = await withRole('help-desk');
    const person = await signUp();
    await act(desk, idOf(person), { type: 'require-enrollment' });
    const browser = await passwordStep(person);
    expect((await sessionOf(browser)).stage).toBe('recovery');
    const { secret } = await setUpAnew(browser);
    expect((await secondStep(browser, secret)).session.stage).toBe('full');
  });
});

describe('unlocking', () => {
  test('F1 ends the wait and gives no try back', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const half = await passwordStep(person);
    const path = `/v1/challenges/${await challenge(half, 'totp')}/verify`;
    for (let i = 0; i < 5; i++) await half.request('POST', path, { code: '000000' });
    await refuses(half, '/v1/challenges', { purpose: 'sign-in', method: 'totp' }, 'too-many-tries');
    const counts = () =>
      rows(idOf(person), `SELECT failures, year_failures FROM factors WHERE method = 'totp'`);
    const before = await counts();
    expect((await act(desk, idOf(person), { type: 'unlock' })).outcome).toBe('done');
    expect(await counts()).toEqual(before);
    expect((await secondStep(half, person.secret)).session.stage).toBe('full');
    expect((await act(desk, idOf(person), { type: 'unlock' })).outcome).toBe('nothing');
  });

  test('does not open an account that its owner locked', async () => {
    const desk = await withRole('help-desk');
    const person = await withTwoStep();
    const [, token] = /\/not-me#(\S+)/.exec((await mailbox(person.email))[0]!.text)!;
    await new Browser().call('POST', '/v1/recovery/not-me/lock', { token });
    const wish = { type: 'unlock', reason: REASON };
    await refuses(desk.browser, actsOn(idOf(person)), wish, 'account-locked');
  });
});

test('G8 ending sessions ends half ones and what they are setting up', async () => {
  const desk = await withRole('help-desk');
  const person = await withTwoStep();
  const half = await passwordStep(person);
  await person.browser.call('POST', '/v1/enrollments', { method: 'totp' });
  await act(desk, idOf(person), { type: 'end-sessions' });
  for (const browser of [person.browser, half]) expect(await alive(browser)).toBe(false);
  const pending = `SELECT 1 FROM challenges WHERE closed_at IS NULL`;
  expect(await rows(idOf(person), pending)).toEqual([]);
  await putRole(idOf(person), 'auditor');
  expect((await act(desk, idOf(person), { type: 'end-sessions' })).outcome).toBe('nothing');
});
