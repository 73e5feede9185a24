import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Policy, PolicyAnswer } from '../../schema/api/policy.ts';
import type { Person as PersonSeen } from '../../schema/api/person.ts';
import type { Session } from '../../schema/api/session.ts';
import { DAY, HOUR, MINUTE } from '../../worker/clock.ts';
import { currentPolicy } from '../../worker/directory/current-policy.ts';
import { POLICY_REFRESH_MS } from '../../worker/policy/limits.ts';
import { withRole } from './admins.ts';
import type { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { refuseD1 } from './failing-d1.ts';
import type { Person } from './people.ts';
import { PASSWORD, passwordStep, signUp, withTwoStep } from './people.ts';
import { addMember, AT_ONCE, groupOf, OPTIONAL, someEditor, untouched, writePolicy } from './policies.ts';
import { totpAt } from './totp-at.ts';

beforeEach(async () => {
  await someEditor();
  await writePolicy({});
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const later = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
const sessionOf = async (browser: Browser) =>
  (await browser.call<{ session: Session }>('GET', '/v1/session')).session;

/** Signs in with the password in a new browser. */
async function signIn({ email, password }: Pick<Person, 'email' | 'password'>): Promise<Session> {
  return sessionOf(await passwordStep({ email, password }));
}

/** What a session that can only set up a second step must not open. */
const CLOSED = [
  ['GET', '/v1/sessions'],
  ['GET', '/v1/events'],
  ['GET', '/v1/remembered-devices'],
  ['PUT', '/v1/password', { newPassword: 'garden-under-silent-snow', endOtherSessions: false }],
  ['DELETE', '/v1/sessions'],
] as const;

/** A condition for fifty groups that there are not. */
const ofFifty = (n: number) => condition({ groups: Array.from({ length: 50 }, (_, i) => `none-${n}-${i}`) });

describe('the document', () => {
  test('is the deployment’s settings at first; each change is a version, with who and why, in one commit with its event', async () => {
    const { browser, email } = await withRole('admin');
    const before = await browser.call<PolicyAnswer>('GET', '/v1/admin/policy');
    expect(before.policy).toEqual(untouched());
    const after = await writePolicy({ reauthenticationMinutes: 3 }, browser);
    expect(after).toMatchObject({
      version: before.version + 1,
      by: email,
      policy: { reauthenticationMinutes: 3 },
    });
    expect(after.history[0]).toMatchObject({ version: before.version });
    const event = await env.DB.prepare(
      `SELECT detail FROM events WHERE user_id = 'service' AND type = 'policy.changed' ORDER BY seq DESC LIMIT 1`,
    ).first<string>('detail');
    expect(JSON.parse(event!)).toMatchObject({ version: after.version, reason: 'Decided by the board' });
  });

  test('made from a version that is not the newest is refused, and of two at once one is written', async () => {
    const { browser } = await someEditor();
    const { version } = await browser.call<PolicyAnswer>('GET', '/v1/admin/policy');
    const put = (reauthenticationMinutes: number) =>
      browser.request('PUT', '/v1/admin/policy', {
        basedOn: version,
        policy: { ...untouched(), reauthenticationMinutes },
        reason: 'At the same moment',
      });
    const answers = await Promise.all([put(2), put(3), put(4)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test.each<[string, Partial<Policy> | Record<string, unknown>]>([
    ['a proof that is good for an hour', { reauthenticationMinutes: 60 }],
    ['a session without end', { session: { idleMinutes: 60, absoluteHours: 240 } }],
    ['a hundred tries', { lockout: { tries: 100, lockMinutes: 1 } }],
    ['no second step at all', { methods: [] }],
    ['codes by mail alone', { methods: ['email'] }],
    [
      'a due date for what is optional',
      { twoStep: { rule: 'optional', due: '2030-01-01T00:00:00Z', skips: 0 } },
    ],
    ['a group that is none', { groups: [{ group: 'no-such-group', ...AT_ONCE }] }],
    ['more groups that are none than a statement takes parameters', { conditions: [1, 2, 3].map(ofFifty) }],
    ['more days than the deployment lets', { rememberDeviceDays: 90 }],
    ['a text message where the deployment has it only for recovery', { methods: ['passkey', 'totp', 'sms'] }],
    ['models without proof', { passkeys: { ...untouched().passkeys, allowAaguids: [crypto.randomUUID()] } }],
    ['a network that is none', { conditions: [condition({ networks: ['300.1.1.1'] })] }],
    ['a condition whose name has two lines', { conditions: [condition({ name: 'One\nTwo' })] }],
    ['a setting that there is not', { anything: 'else' }],
  ])('is refused with %s', async (_, changes) => {
    const { browser } = await someEditor();
    const { version } = await browser.call<PolicyAnswer>('GET', '/v1/admin/policy');
    const body = { basedOn: version, policy: { ...untouched(), ...changes }, reason: 'Because I can' };
    const { code, errors } = await browser.refused('PUT', '/v1/admin/policy', body);
    expect(code).toBe('invalid-request');
    expect(errors?.[0]?.field).toMatch(/^policy/);
  });

  test('that would lock out who writes it is refused, by a condition or by its methods', async () => {
    const { browser } = await someEditor();
    const { version } = await browser.call<PolicyAnswer>('GET', '/v1/admin/policy');
    for (const changes of [
      { conditions: [condition({ networks: [browser.ip], effect: 'refuse' })] },
      { methods: ['passkey'] },
    ]) {
      const body = { basedOn: version, policy: { ...untouched(), ...changes }, reason: 'A slip of the hand' };
      expect((await browser.refused('PUT', '/v1/admin/policy', body)).code).toBe('would-lock-you-out');
    }
  });
});

test('D12 H8 how resets happen is changed by an owner alone: one administrator ends no rule of two', async () => {
  const { browser } = await withRole('admin');
  const put = async (changes: Partial<Policy>, from?: number) => {
    const { version } = await browser.call<PolicyAnswer>('GET', '/v1/admin/policy');
    const policy = { ...untouched(), ...changes };
    const body = { basedOn: from ?? version, policy, reason: 'It takes too long' };
    return browser.request('PUT', '/v1/admin/policy', body);
  };
  const { version } = await writePolicy({ adminReset: 'second-admin' });
  await expectProblem(await put({ adminReset: 'direct' }), 'not-permitted');
  await expectProblem(await put({ adminReset: 'direct' }, version + 1), 'policy-changed');
  expect((await put({ adminReset: 'second-admin', rememberDeviceDays: 7 })).status).toBe(200);
});

describe('who is no owner', () => {
  test('writes no condition that refuses every owner where he last was; an owner may', async () => {
    const [admin, owner] = [await withRole('admin'), await someEditor()];
    const { version } = await admin.browser.call<PolicyAnswer>('GET', '/v1/admin/policy');
    const outside = (...networks: string[]) => ({
      basedOn: version,
      policy: {
        ...untouched(),
        conditions: [condition({ where: 'outside', networks, effect: 'refuse' })],
      },
      reason: 'Only from the office',
    });
    const { code } = await admin.browser.refused('PUT', '/v1/admin/policy', outside(admin.browser.ip));
    expect(code).toBe('would-lock-owners-out');
    const both = outside(admin.browser.ip, owner.browser.ip);
    const written = await admin.browser.call<PolicyAnswer>('PUT', '/v1/admin/policy', both);
    expect(written.version).toBe(version + 1);
    expect((await owner.browser.request('GET', '/v1/session')).ok).toBe(true);
  });

  test('neither puts an owner into a group nor takes him out', async () => {
    const [admin, owner] = [await withRole('admin'), await withRole('owner')];
    const group = await groupOf(owner.email);
    const path = `/v1/admin/groups/${group}/members`;
    const { person } = await admin.browser.call<{ person: PersonSeen }>(
      'GET',
      `/v1/admin/people/${owner.browser.userId}`,
    );
    expect(person.groups).toMatchObject([{ id: group }]);
    const reason = 'To be rid of him';
    for (const [where, body] of [
      [path, { email: owner.email, reason }],
      [`${path}/remove`, { userId: owner.browser.userId, reason }],
    ] as const)
      expect((await admin.browser.refused('POST', where, body)).code).toBe('not-permitted');
  });
});

describe('two-step verification, required', () => {
  test('H9 at once: a sign-in without it, and a session that was there before, can only set it up', async () => {
    const person = await signUp();
    const group = await groupOf(person.email);
    expect(await sessionOf(person.browser)).toMatchObject({ stage: 'full', enrollmentDue: null });
    await writePolicy({ groups: [{ group, ...AT_ONCE }] });

    const browser = await passwordStep(person);
    for (const one of [person.browser, browser]) {
      expect(await sessionOf(one)).toMatchObject({
        stage: 'enrollment',
        enrollmentDue: { due: null, skipsLeft: null },
      });
      for (const [method, path, body] of CLOSED)
        expect((await one.refused(method, path, body)).code, path).toBe('enrollment-required');
    }
    await withTwoStep({ ...person, browser });
    expect(await sessionOf(browser)).toMatchObject({ stage: 'full', level: 3, enrollmentDue: null });
    await browser.call('GET', '/v1/sessions');
  });

  test('H9 somebody who signs up gets no further than the set-up, and proving the password again changes nothing', async () => {
    await writePolicy({ twoStep: AT_ONCE });
    const { browser } = await signUp();
    expect((await sessionOf(browser)).stage).toBe('enrollment');
    await browser.call('POST', '/v1/session/reauthenticate', { password: PASSWORD });
    expect((await sessionOf(browser)).stage).toBe('enrollment');
    expect((await browser.refused('GET', '/v1/events')).code).toBe('enrollment-required');
  });

  test('from a due date on, for sessions of before too; until then it is said', async () => {
    const person = await signUp();
    const group = await groupOf(person.email);
    const due = new Date(Date.now() + 2 * HOUR).toISOString();
    await writePolicy({ groups: [{ group, rule: 'required', due, skips: 0 }] });
    const browser = await passwordStep(person);
    expect(await sessionOf(browser)).toMatchObject({
      stage: 'full',
      enrollmentDue: { due, skipsLeft: null },
    });
    later(59 * MINUTE);
    await sessionOf(browser);
    later(58 * MINUTE);
    expect((await sessionOf(browser)).stage).toBe('full');
    later(4 * MINUTE);
    expect(await sessionOf(browser)).toMatchObject({ stage: 'enrollment', enrollmentDue: { due: null } });
  });

  test('after so many sign-ins without: each counts, and one that was let in goes on', async () => {
    const person = await signUp();
    const group = await groupOf(person.email);
    await writePolicy({ groups: [{ group, rule: 'required', due: null, skips: 2 }] });
    expect(await signIn(person)).toMatchObject({ stage: 'full', enrollmentDue: { skipsLeft: 1 } });
    const last = await passwordStep(person);
    expect(await sessionOf(last)).toMatchObject({ stage: 'full', enrollmentDue: { skipsLeft: 0 } });
    expect(await signIn(person)).toMatchObject({ stage: 'enrollment' });
    expect((await sessionOf(last)).stage).toBe('full');
  });

  test('a group’s rule takes the place of everyone’s, and of two groups the stricter holds', async () => {
    const [one, both, other] = [await signUp(), await signUp(), await signUp()];
    const lax = await groupOf(one.email, both.email);
    const strict = await groupOf(both.email);
    const groups = [
      { group: lax, ...OPTIONAL },
      { group: strict, ...AT_ONCE },
    ];
    await writePolicy({ twoStep: AT_ONCE, groups });
    expect((await signIn(one)).stage).toBe('full');
    expect((await signIn(both)).stage).toBe('enrollment');
    expect((await signIn(other)).stage).toBe('enrollment');
    // It holds for who comes into the group while signed in, too.
    await addMember(strict, one.email);
    expect((await sessionOf(one.browser)).stage).toBe('enrollment');
  });

  test('H4 the last second step cannot be removed, and two removals at once leave one', async () => {
    const person = await withTwoStep();
    const second = await person.browser.call<{ enrollment: { id: string; secret: string } }>(
      'POST',
      '/v1/enrollments',
      { method: 'totp' },
    );
    const { id, secret } = second.enrollment;
    await person.browser.call('POST', `/v1/enrollments/${id}/confirm`, { code: totpAt(secret) });
    const group = await groupOf(person.email);
    await writePolicy({ groups: [{ group, ...AT_ONCE }] });
    const remove = (factor: string) => person.browser.request('DELETE', `/v1/factors/${factor}`);
    const answers = await Promise.all([remove(person.factorId), remove(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { factors } = await person.browser.call<{ factors: { id: string; method: string }[] }>(
      'GET',
      '/v1/factors',
    );
    const left = factors.filter(({ method }) => method === 'totp');
    expect(left).toHaveLength(1);
    expect((await person.browser.refused('DELETE', `/v1/factors/${left[0]!.id}`)).code).toBe('last-factor');
  });

  test('switched off, nobody new sets it up, and who has it is asked as before', async () => {
    const [without, withIt] = [await signUp(), await withTwoStep()];
    const group = await groupOf(without.email, withIt.email);
    await writePolicy({ groups: [{ group, rule: 'off', due: null, skips: 0 }] });
    const refused = await without.browser.refused('POST', '/v1/enrollments', { method: 'totp' });
    expect(refused.code).toBe('method-not-available');
    expect((await signIn(withIt)).stage).toBe('second-factor');
  });
});

/** A condition, from anywhere in France but for the changes. */
function condition(changes: Partial<Policy['conditions'][number]> = {}): Policy['conditions'][number] {
  return {
    name: 'A condition',
    groups: [],
    networks: [],
    countries: changes.networks ? [] : ['FR'],
    where: 'inside',
    effect: 'ask',
    ...changes,
  };
}

describe('how old a policy may be', () => {
  test('while D1 is down what was known holds, and an object never goes back to an older one', async () => {
    const person = await signUp();
    const group = await groupOf(person.email);
    await writePolicy({ groups: [{ group, ...AT_ONCE }] });
    expect((await sessionOf(person.browser)).stage).toBe('enrollment');
    later(20 * MINUTE);
    refuseD1((statement) => statement.includes('policies'));
    expect((await sessionOf(person.browser)).stage).toBe('enrollment');
    await person.browser.object.readSession(
      {
        ip: null,
        userAgent: '',
        place: null,
        language: null,
        requestId: 'old',
        policy: { version: 1, document: JSON.stringify(untouched()) },
      },
      null,
    );
    expect((await sessionOf(person.browser)).stage).toBe('enrollment');
  });

  test('a read that began before a write does not bring back what was before it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const { version } = await writePolicy({});
    vi.setSystemTime(Date.now() + POLICY_REFRESH_MS);
    const older = Promise.withResolvers<object>();
    const slow = { prepare: () => ({ first: () => older.promise }) } as unknown as D1Database;
    let reading: Promise<unknown> | undefined;
    await currentPolicy(slow, (work) => (reading = work));
    await writePolicy({ reauthenticationMinutes: 3 });
    older.resolve({ version, document: JSON.stringify(untouched()) });
    await reading;
    expect(await currentPolicy(env.DB, () => {})).toMatchObject({ version: version + 1 });
  });

  test('somebody who has not asked for a day is judged by the newest', async () => {
    const person = await signUp();
    const group = await groupOf(person.email);
    later(DAY);
    // Written elsewhere: this isolate has not heard of it.
    const { results } = await env.DB.prepare('SELECT max(version) AS version FROM policies').all<{
      version: number;
    }>();
    await env.DB.prepare('INSERT INTO policies VALUES (?, ?, ?, ?, ?)')
      .bind(
        results[0]!.version + 1,
        Date.now(),
        'somebody',
        'Elsewhere',
        JSON.stringify({ ...untouched(), groups: [{ group, ...AT_ONCE }] }),
      )
      .run();
    expect((await signIn(person)).stage).toBe('enrollment');
  });
});
