import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import type { ProblemCode } from '../../schema/api/problem.ts';
import type { Role } from '../../schema/api/role.ts';
import { ROLES } from '../../schema/api/role.ts';
import { digest } from '../../worker/crypto/digest.ts';
import { MAY } from '../../schema/role-permissions.ts';
import { chainText, GENESIS } from '../../worker/user/ledger.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { ownerLink, putRole, withRole } from './admins.ts';
import type { Browser } from './client.ts';
import { bodiesOf, operations, pathOf } from './every-operation.ts';
import { expectProblem } from './expect-problem.ts';
import { mailbox } from './mailbox.ts';
import { beginPasskey, withPasskey } from './passkey-people.ts';
import type { Person } from './people.ts';
import { challenge, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';
import { eventTypes, stateOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

const roleOf = (userId: string) =>
  env.DB.prepare('SELECT role FROM roles WHERE user_id = ?').bind(userId).first<Role>('role');

const refuses = async (browser: Browser, method: string, path: string, body: object, code: ProblemCode) =>
  expectProblem(await browser.request(method, path, body), code);

/** Signs in by the password and a code, in a new browser. */
async function withCode(person: Person & { secret: string }): Promise<Browser> {
  const browser = await passwordStep(person);
  const code = totpAt(person.secret, 0);
  await browser.call('POST', `/v1/challenges/${await challenge(browser, 'totp')}/verify`, { code });
  return browser;
}

const REASON = 'Asked by the board';
const ADMIN_ROUTES = operations(({ permission }) => permission !== undefined);

describe('every administrator’s route, as every role', () => {
  test.each(ADMIN_ROUTES)(
    'H8 %s opens to those whom docs/roles.md lists, to nobody else',
    async (_, operation) => {
      const target = await withTwoStep();
      for (const role of [...ROLES, null]) {
        const person = role ? await withRole(role) : await withTwoStep();
        const may = role !== null && MAY[operation.permission!].includes(role);
        const before = [await stateOf(target.browser.userId), await roleOf(target.browser.userId)];
        for (const body of operation.body ? bodiesOf(operation) : [undefined]) {
          const ask = () =>
            person.browser.request(operation.method.toUpperCase(), pathOf(operation, 'no-such-id'), body);
          if (may) expect((await ask()).status, String(role)).not.toBe(403);
          else await expectProblem(await ask(), 'not-permitted');
        }
        if (!may)
          expect([await stateOf(target.browser.userId), await roleOf(target.browser.userId)]).toEqual(before);
      }
    },
  );

  test('no route of theirs is without a permission', () => {
    const open = operations(({ path, permission }) => path.startsWith('/v1/admin') && !permission);
    expect(open.map(([key]) => key)).toEqual(['post /v1/admin/claim']);
  });

  test('a role that was taken away opens nothing any more, at once', async () => {
    const owner = await withRole('owner');
    const auditor = await withRole('auditor');
    expect((await auditor.browser.request('GET', '/v1/admin/session')).status).toBe(200);
    await owner.browser.call('POST', `/v1/admin/roles/${auditor.browser.userId}/withdraw`, {
      reason: REASON,
    });
    await expectProblem(await auditor.browser.request('GET', '/v1/admin/session'), 'not-permitted');
  });
});

describe('what a session must be worth', () => {
  test('H8 one factor is not enough, whatever the role', async () => {
    const { browser } = await signUp();
    await putRole(browser.userId, 'owner');
    await expectProblem(await browser.request('GET', '/v1/admin/session'), 'two-step-required');
  });

  test('H8 where there is a passkey, a session opened with a code does not do; with the passkey, it does', async () => {
    const person = await withTwoStep();
    await withPasskey({}, person);
    await putRole(person.browser.userId, 'admin');
    expect((await person.browser.request('GET', '/v1/admin/session')).status).toBe(200);

    const browser = await withCode(person);
    const problem = await expectProblem(await browser.request('GET', '/v1/admin/session'), 'level-too-low');
    expect(problem.reason).toBe('confirm-with-passkey');
  });

  test('H8 nor can such a session add a passkey that would do, or remove the one that is asked for', async () => {
    const [owner, person] = [await withRole('owner'), await withTwoStep()];
    const phished = await withCode(person);
    const other = await beginPasskey(phished);
    const { factorId } = await withPasskey({}, person);
    const wish = { email: person.email, role: 'admin', reason: REASON };
    await owner.browser.call('POST', '/v1/admin/roles', wish);

    const credential = await (await SoftwarePasskey.make()).register(other.options);
    for (const [method, path, body] of [
      ['POST', other.path, { credential }],
      ['POST', '/v1/enrollments', { method: 'passkey' }],
      ['DELETE', `/v1/factors/${factorId}`, undefined],
    ] as const) {
      const problem = await phished.refused(method, path, body);
      expect([problem.code, problem.reason], path).toEqual(['level-too-low', 'confirm-with-passkey']);
    }
    await beginPasskey(person.browser);
    await person.browser.call('DELETE', `/v1/factors/${factorId}`);
  });
});

describe('granting roles', () => {
  test('a role is granted, changed and withdrawn: in D1, in the account’s own pages and activity, by mail', async () => {
    const owner = await withRole('owner');
    const person = await withTwoStep();
    const id = person.browser.userId;
    const body = { email: person.email, role: 'help-desk', reason: REASON };
    const { holders } = await owner.browser.call<{ holders: object[] }>('POST', '/v1/admin/roles', body);
    expect(holders).toContainEqual(
      expect.objectContaining({ userId: id, email: person.email, role: 'help-desk', grantedBy: owner.email }),
    );
    const session = () => person.browser.call<{ session: { role: Role | null } }>('GET', '/v1/session');
    expect((await session()).session.role).toBe('help-desk');

    await owner.browser.call('PATCH', `/v1/admin/roles/${id}`, { role: 'auditor', reason: REASON });
    expect(await roleOf(id)).toBe('auditor');
    await owner.browser.call('POST', `/v1/admin/roles/${id}/withdraw`, { reason: REASON });
    expect(await roleOf(id)).toBeNull();
    expect((await session()).session.role).toBeNull();
    expect((await eventTypes(id)).filter((type) => type === 'account.role-changed')).toHaveLength(3);
    const texts = (await mailbox(person.email)).map(({ text }) => text).join();
    expect(texts).toContain('made you: Help desk.');
    expect(texts).toContain('took your role away');
  });

  test('nobody changes his own role, nor grants one without being an owner', async () => {
    const owner = await withRole('owner');
    const admin = await withRole('admin');
    const own = `/v1/admin/roles/${owner.browser.userId}`;
    await refuses(owner.browser, 'PATCH', own, { role: 'auditor', reason: REASON }, 'not-permitted');
    const raise = { email: admin.email, role: 'owner', reason: REASON };
    await refuses(admin.browser, 'POST', '/v1/admin/roles', raise, 'not-permitted');
    expect(await roleOf(admin.browser.userId)).toBe('admin');
  });

  test('an address without an account, and a reason that is none, are refused', async () => {
    const owner = await withRole('owner');
    const wish = { email: someAddress(), role: 'auditor', reason: REASON };
    await refuses(owner.browser, 'POST', '/v1/admin/roles', wish, 'no-such-person');
    const silent = { ...wish, reason: '   ' };
    await refuses(owner.browser, 'POST', '/v1/admin/roles', silent, 'invalid-request');
  });

  test('two owners who take each other’s role at once leave one', async () => {
    await env.DB.prepare('DELETE FROM roles').run();
    for (let round = 0; round < 5; round++) {
      const [one, two] = [await withRole('owner'), await withRole('owner')];
      const take = (from: typeof one, of: typeof one) =>
        from.browser.request('POST', `/v1/admin/roles/${of.browser.userId}/withdraw`, { reason: REASON });
      const answers = await Promise.all([take(one, two), take(two, one)]);
      const left = await env.DB.prepare(`SELECT user_id FROM roles WHERE role = 'owner'`).all();
      expect(left.results).toHaveLength(1);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      await env.DB.prepare('DELETE FROM roles').run();
    }
  });
});

describe('the first owner', () => {
  test('is made by the operator’s link, once, and only while there is none', async () => {
    await env.DB.prepare('DELETE FROM roles').run();
    const people = await Promise.all([withTwoStep(), withTwoStep()]);
    const [spare, token] = [await ownerLink(), await ownerLink()];
    const answers = await Promise.all(
      people.map(({ browser }) => browser.request('POST', '/v1/admin/claim', { token })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    const other = people[answers.findIndex(({ ok }) => !ok)]!;
    await refuses(other.browser, 'POST', '/v1/admin/claim', { token: spare }, 'link-expired');
    const owner = people[answers.findIndex(({ ok }) => ok)]!;
    expect((await owner.browser.request('GET', '/v1/admin/session')).status).toBe(200);
  });

  test('a link that is old or made up makes nobody anything, nor does one factor', async () => {
    await env.DB.prepare('DELETE FROM roles').run();
    const person = await withTwoStep();
    for (const token of [await ownerLink(Date.now() - 1), 'made-up', ''])
      await refuses(person.browser, 'POST', '/v1/admin/claim', { token }, 'link-expired');
    const { browser } = await signUp();
    await refuses(browser, 'POST', '/v1/admin/claim', { token: await ownerLink() }, 'two-step-required');
    expect(await roleOf(browser.userId)).toBeNull();
  });
});

test('J5 each change of a role is one event of the service’s hash chain, in one commit with it', async () => {
  const owner = await withRole('owner');
  const people = await Promise.all([withTwoStep(), withTwoStep(), withTwoStep()]);
  const before = await serviceEvents();
  await Promise.all(
    people.map(({ email }) =>
      owner.browser.call('POST', '/v1/admin/roles', { email, role: 'auditor', reason: REASON }),
    ),
  );
  const events = await serviceEvents();
  expect(events.length - before.length).toBe(3);
  expect(new Set(events.slice(-3).map(({ detail }) => JSON.parse(detail).person))).toEqual(
    new Set(people.map(({ browser }) => browser.userId)),
  );
  let hash = GENESIS;
  for (const { hash: kept, ...event } of events) {
    hash = digest(chainText(hash, 1, event));
    expect(kept).toBe(hash);
  }
});

const serviceEvents = async () =>
  (
    await env.DB.prepare(
      `SELECT seq, at, type, method, subject, session_id, ip, user_agent, place, request_id, detail, hash
         FROM events WHERE user_id = 'service' ORDER BY seq`,
    ).all<EventRow>()
  ).results;
