import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Person, PersonList, PersonEventList } from '../../schema/api/person.ts';
import { LOCKED_BY_OWNER } from '../../schema/tables.ts';
import { DAY } from '../../worker/clock.ts';
import { PEOPLE_PER_PAGE } from '../../worker/policy/limits.ts';
import { withRole } from './admins.ts';
import type { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { drain } from './failing-d1.ts';
import { passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { putUser } from './people-rows.ts';
import { plansOf, recordStatements, scanned } from './query-plans.ts';
import { inObject } from './tables.ts';

type Query = Record<string, string>;

let admin: Browser;

beforeAll(async () => {
  admin = (await withRole('help-desk')).browser;
});

afterEach(() => {
  vi.restoreAllMocks();
});

const page = (query: Query) =>
  admin.call<PersonList>('GET', `/v1/admin/people?${new URLSearchParams(query)}`);

/** Everybody who is found, page after page: e-mail addresses in their order. */
async function find(query: Query): Promise<string[]> {
  const found: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const answer: PersonList = await page({ ...query, ...(next && { after: next }) });
    found.push(...answer.people.map(({ email }) => email));
    next = answer.next;
  }
  return found;
}

const look = async (id: string) =>
  (await admin.call<{ person: Person }>('GET', `/v1/admin/people/${id}`)).person;

describe('looking for people', () => {
  test('by how an address begins, in any case, in the order of addresses, without a gap between pages', async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    const emails = Array.from(
      { length: PEOPLE_PER_PAGE + 5 },
      (_, i) => `${tag}-${String(i).padStart(3, '0')}@example.com`,
    );
    for (const email of emails.toReversed()) await putUser(email);
    expect(await find({ q: tag.toUpperCase() })).toEqual(emails);
    expect(await find({ q: `${tag}-001@exa` })).toEqual([emails[1]]);
    expect(await find({ q: `${tag}%` })).toEqual([]);
  });

  test('by any word of a name, without its accents; by an id; whoever matches twice is there once', async () => {
    const zoe = someAddress();
    const id = await putUser(zoe, { name: 'Zoë-Anne Zoest  Çelik' });
    const other = `zoe-${someAddress()}`;
    await putUser(other, { name: 'Zoe Zoe' });
    expect(await find({ q: 'zoe' })).toEqual([other, zoe]);
    expect(await find({ q: 'celik' })).toEqual([zoe]);
    expect(await find({ q: 'anne zoëst Ç' })).toEqual([zoe]);
    expect(await find({ q: 'elik' })).toEqual([]);
    expect(await find({ q: id.slice(0, 9) })).toEqual([zoe]);
  });

  test('by filters that all must hold, each in its own order', async () => {
    const tag = `f${crypto.randomUUID().slice(0, 8)}`;
    const at = (name: string) => `${tag}-${name}@example.com`;
    const now = Date.now();
    const rows = {
      none: { lastSignInAt: now },
      'app-low': { secondStep: 'totp' as const, twoStep: 1, recoveryCodesLeft: 3 },
      'app-gone': {
        secondStep: 'totp' as const,
        twoStep: 1,
        recoveryCodesLeft: 9,
        createdAt: now - 200 * DAY,
      },
      'key-gone': {
        secondStep: 'passkey' as const,
        twoStep: 1,
        recoveryCodesLeft: 9,
        createdAt: now - 300 * DAY,
      },
      'key-back': {
        secondStep: 'passkey' as const,
        twoStep: 1,
        recoveryCodesLeft: 4,
        createdAt: now - 300 * DAY,
        lastSignInAt: now - 89 * DAY,
      },
      push: { secondStep: 'push' as const, twoStep: 1, recoveryCodesLeft: 9 },
      'locked-soon': { lockedUntil: now + 60_000 },
      'locked-owner': { lockedUntil: LOCKED_BY_OWNER },
      'locked-once': { lockedUntil: now - 1 },
    };
    for (const [name, row] of Object.entries(rows)) await putUser(at(name), row);
    const found = async (query: Query) =>
      (await find(query)).filter((email) => email.startsWith(tag)).map((email) => email.slice(10, -12));
    for (const search of [{}, { q: tag }] as Query[]) {
      expect(await found({ ...search, secondStep: 'totp' })).toEqual(['app-gone', 'app-low']);
      expect(await found({ ...search, secondStep: 'passkey' })).toEqual(['key-back', 'key-gone']);
      expect(await found({ ...search, weak: 'true' })).toEqual(['app-gone', 'app-low', 'push']);
      expect(await found({ ...search, codesLow: 'true' })).toEqual(['app-low']);
      expect(await found({ ...search, locked: 'true' })).toEqual(['locked-owner', 'locked-soon']);
      expect(await found({ ...search, inactive: 'true', secondStep: 'totp' })).toEqual(['app-gone']);
    }
    expect(await found({ inactive: 'true' })).toEqual(['key-gone', 'app-gone']);
    expect(await found({ secondStep: 'none' })).toContain('none');
  });

  test('by role', async () => {
    const auditor = await withRole('auditor');
    await drain(auditor.browser.userId);
    expect(await find({ role: 'auditor' })).toContain(auditor.email);
    expect(await find({ role: 'auditor', q: auditor.email })).toEqual([auditor.email]);
    expect(await find({ role: 'owner', q: auditor.email })).toEqual([]);
    const [row] = (await page({ q: auditor.email })).people;
    expect(row).toMatchObject({ role: 'auditor', secondStep: 'totp', recoveryCodesLeft: 10, lock: null });
  });

  test.each([
    { secondStep: 'sms' },
    { locked: 'false' },
    { role: 'king' },
    { after: 'nowhere' },
    { after: btoa('[9,"a","b"]') },
    { q: 'x'.repeat(255) },
  ])('what is no question is refused: %o', async (query) => {
    const path = `/v1/admin/people?${new URLSearchParams(query as unknown as Query)}`;
    await expectProblem(await admin.request('GET', path), 'invalid-request');
  });
});

describe('looking at somebody', () => {
  test('says whether one may act on him: not on an equal, not as an auditor, not on oneself', async () => {
    const [auditor, other, plain] = [await withRole('auditor'), await withRole('help-desk'), await signUp()];
    const mayAct = async (browser: Browser, id: string) =>
      (await browser.call<{ mayAct: boolean }>('GET', `/v1/admin/people/${id}`)).mayAct;
    expect(await mayAct(admin, plain.browser.userId)).toBe(true);
    expect(await mayAct(admin, other.browser.userId)).toBe(false);
    expect(await mayAct(admin, admin.userId)).toBe(false);
    expect(await mayAct(auditor.browser, plain.browser.userId)).toBe(false);
  });

  test('shows what protects the account and where it is open, at once, and nothing that opens it', async () => {
    const person = await withTwoStep();
    const { userId } = person.browser;
    await person.browser.call('PUT', '/v1/account/name', { name: 'Grace Hopper' });
    const shown = await look(userId);
    expect(shown).toMatchObject({
      id: userId,
      email: person.email,
      name: 'Grace Hopper',
      secondStep: 'totp',
      recoveryCodesLeft: 10,
      lock: null,
      sessions: [{ level: 3, amr: ['pwd', 'otp', 'mfa'] }],
      rememberedDevices: [],
    });
    expect(shown.factors.map(({ method }) => method).sort()).toEqual(['password', 'recovery-code', 'totp']);
    expect(JSON.stringify(shown)).not.toMatch(/sealed|hash|secret/i);
    expect(await find({ q: 'hopper' })).toEqual([person.email]);

    await person.browser.call('PUT', '/v1/account/name', { name: ' ' });
    await person.browser.call('DELETE', '/v1/session');
    expect(await look(userId)).toMatchObject({ name: null, sessions: [] });
    expect(await find({ q: 'hopper' })).toEqual([]);
  });

  test('tells of a remembered device, of a lock after wrong tries, and of one by the owner', async () => {
    const person = await signUp();
    const { userId } = person.browser;
    await inObject(
      userId,
      `INSERT INTO remembered_devices (id, secret_hash, key_id, rotated_at, created_at, last_used_at, expires_at,
         user_agent) VALUES ('one', 'kept', 'k1', ?1, ?1, ?1, ?2, 'curl')`,
      Date.now(),
      Date.now() + DAY,
    );
    for (let tries = 0; tries < 5; tries++)
      await passwordStep({ ...person, password: 'not the password at all' }).catch(() => undefined);
    const locked = await look(userId);
    expect(locked.lock?.until).toBe(locked.factors[0]!.lockedUntil);
    expect(Date.parse(locked.lock!.until!)).toBeGreaterThan(Date.now());
    expect(locked.rememberedDevices).toMatchObject([{ id: 'one', device: 'curl' }]);
    expect(JSON.stringify(locked)).not.toContain('kept');

    await inObject(userId, 'UPDATE account SET locked_at = 1');
    await person.browser.call('PUT', '/v1/account/name', { name: 'Locked' });
    expect((await look(userId)).lock).toEqual({ until: null });
  });

  test('when a session was last seen is as new as the page', async () => {
    const person = await signUp();
    const { userId } = person.browser;
    const [before] = (await look(userId)).sessions;
    vi.setSystemTime(Date.now() + 10 * 60_000);
    await person.browser.call('GET', '/v1/session');
    const [after] = (await look(userId)).sessions;
    vi.useRealTimers();
    expect(Date.parse(after!.lastSeenAt) - Date.parse(before!.lastSeenAt)).toBeGreaterThan(9 * 60_000);
  });

  test('shows all activity page by page, and which administrator did what for which reason', async () => {
    const owner = await withRole('owner');
    const person = await withTwoStep();
    const { userId } = person.browser;
    for (let i = 0; i < 55; i++) await person.browser.call('PUT', '/v1/account/name', { name: `Name ${i}` });
    const body = { email: person.email, role: 'auditor', reason: 'Asked by the board' };
    await owner.browser.call('POST', '/v1/admin/roles', body);
    const events = (before?: string) =>
      admin.call<PersonEventList>(
        'GET',
        `/v1/admin/people/${userId}/events${before ? `?before=${before}` : ''}`,
      );
    const first = await events();
    const second = await events(first.next!);
    const all = [...first.events, ...second.events];
    expect(second.next).toBeNull();
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => all.length - i));
    expect(all[0]).toMatchObject({
      type: 'account.role-changed',
      actor: { email: owner.email, role: 'owner', reason: 'Asked by the board' },
    });
    expect(all[1]!.actor).toBeNull();
  });
});

test('a name is changed by its owner alone, and one that is no name is refused', async () => {
  const { browser } = await signUp();
  const session = () => browser.call<{ session: { user: { name: string | null } } }>('GET', '/v1/session');
  await browser.call('PUT', '/v1/account/name', { name: '  Ada  ' });
  expect((await session()).session.user.name).toBe('Ada');
  for (const name of ['a\nb', 'x'.repeat(65), 7])
    await expectProblem(await browser.request('PUT', '/v1/account/name', { name }), 'invalid-request');
  expect((await session()).session.user.name).toBe('Ada');
});

describe('no question reads more than its answer', () => {
  const QUERIES: Query[] = [
    {},
    { q: 'someone' },
    { q: 'someone', inactive: 'true' },
    { q: 'someone', codesLow: 'true' },
    { q: 'someone', secondStep: 'none' },
    { secondStep: 'none' },
    { secondStep: 'totp', inactive: 'true', codesLow: 'true' },
    { codesLow: 'true' },
    { weak: 'true' },
    { weak: 'true', q: 'someone' },
    { locked: 'true' },
    { locked: 'true', q: 'someone', secondStep: 'none' },
    { inactive: 'true' },
    { role: 'owner' },
    { role: 'owner', q: 'someone', locked: 'true', inactive: 'true', codesLow: 'true' },
  ];

  test.each(QUERIES)('people, %o: neither the first page nor the next scans a table', async (query) => {
    const statements = recordStatements();
    await page(query);
    await page({ ...query, after: btoa('[0,"m","m"]') });
    expect(statements.length).toBeGreaterThan(0);
    for (const plan of await plansOf(statements)) expect(plan.scanned, plan.text).toEqual([]);
  });

  test('the page of a person does not either', async () => {
    const person = await withTwoStep();
    const statements = recordStatements();
    await look(person.browser.userId);
    await admin.call('GET', `/v1/admin/people/${person.browser.userId}/events?before=1.2`);
    expect(statements.length).toBeGreaterThan(3);
    for (const plan of await plansOf(statements)) expect(plan.scanned, plan.text).toEqual([]);
  });

  test('a table that is scanned would be seen', async () => {
    const statements = recordStatements();
    await env.DB.prepare('SELECT * FROM users WHERE email = ?').bind('x').all();
    expect(await scanned(statements[0]!)).toEqual(['users']);
  });
});
