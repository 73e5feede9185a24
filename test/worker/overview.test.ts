import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import type { Overview } from '../../schema/api/overview.ts';
import { SECOND_STEPS } from '../../schema/api/person.ts';
import { DAY } from '../../worker/clock.ts';
import { claimAddress } from '../../worker/directory/directory.ts';
import { project } from '../../worker/directory/project.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { withRole } from './admins.ts';
import { expectProblem } from './expect-problem.ts';
import { drain } from './failing-d1.ts';
import { passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { recordStatements, scanned } from './query-plans.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What is counted, and what there is to count. */
async function counted() {
  const [coverage, people, counts, events] = await env.DB.batch<Record<string, unknown>>(
    [
      `SELECT second_step, people FROM coverage AS c
         WHERE day = (SELECT max(day) FROM coverage WHERE second_step = c.second_step) AND people > 0 ORDER BY 1`,
      'SELECT second_step, count(*) AS people FROM users GROUP BY 1 ORDER BY 1',
      'SELECT day, type, method, count FROM daily_events ORDER BY 1, 2, 3',
      `SELECT at / ${DAY} AS day, type, coalesce(method, '') AS method, count(*) AS count FROM events
         WHERE user_id <> 'service' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    ].map((statement) => env.DB.prepare(statement)),
  );
  return { counted: [coverage!.results, counts!.results], real: [people!.results, events!.results] };
}

test('J5 what is counted is what happened: after sign-ups, new methods, failures and batches that came twice', async () => {
  const person = await withTwoStep();
  const other = await signUp();
  await passwordStep({ ...other, password: 'not the password at all' }).catch(() => undefined);
  for (const { browser } of [person, other]) await drain(browser.userId);
  const { browser, factorId } = person;
  await browser.call('DELETE', `/v1/factors/${factorId}`);
  await drain(browser.userId);

  const late = {
    userId: browser.userId,
    epoch: 1,
    seq: 1,
    account: {
      name: null,
      secondStep: 'passkey' as const,
      recoveryCodesLeft: 0,
      lockedUntil: 0,
      lastSignInAt: null,
      rememberedDevices: [],
    },
    events: (
      await env.DB.prepare('SELECT * FROM events WHERE user_id = ?').bind(browser.userId).all<EventRow>()
    ).results,
    factors: [],
    sessions: [],
    helpRequests: [],
    pendingActs: [],
  };
  await project(env.DB, late);
  const address = someAddress();
  expect(await claimAddress(env.DB, 'first', address, 1)).toBe(true);
  expect(await claimAddress(env.DB, 'first', address, 1)).toBe(true);
  expect(await claimAddress(env.DB, 'second', address, 1)).toBe(false);
  const { counted: kept, real } = await counted();
  expect(kept).toEqual(real);
});

test('coverage goes on from the last day that anything changed, also where a slow clock comes after midnight', async () => {
  const { browser } = await withRole('auditor');
  await drain(browser.userId);
  const today = Math.floor(Date.now() / DAY);
  await env.DB.batch([
    env.DB.prepare('DELETE FROM coverage'),
    env.DB.prepare('INSERT INTO coverage VALUES (?, ?, ?)').bind('none', today - 400, 7),
    env.DB.prepare('INSERT INTO coverage VALUES (?, ?, ?)').bind('none', today - 3, 9),
    env.DB.prepare('INSERT INTO coverage VALUES (?, ?, ?)').bind('totp', today - 1, 4),
    env.DB.prepare('INSERT INTO coverage VALUES (?, ?, ?)').bind('passkey', today + 1, 2),
  ]);
  await claimAddress(env.DB, crypto.randomUUID(), someAddress(), 1);
  const { coverage } = await browser.call<Overview>('GET', '/v1/admin/overview?days=30');
  expect(coverage).toHaveLength(30);
  expect(coverage.at(-1)!.day).toBe(new Date().toISOString().slice(0, 10));
  const [none, totp] = (['none', 'totp'] as const).map((step) => coverage.map(({ people }) => people[step]));
  expect(none!.slice(0, 26).every((people) => people === 7)).toBe(true);
  expect(none!.slice(26)).toEqual([9, 9, 9, 10]);
  expect(totp!.slice(27)).toEqual([0, 4, 4]);
  expect(Object.keys(coverage[0]!.people).sort()).toEqual([...SECOND_STEPS].sort());
});

test('sign-ins and failures of each day by type and method, locks and open requests', async () => {
  const auditor = await withRole('auditor');
  const person = await signUp();
  const before = await auditor.browser.call<Overview>('GET', '/v1/admin/overview?days=90');
  for (let tries = 0; tries < 5; tries++)
    await passwordStep({ ...person, password: 'not the password at all' }).catch(() => undefined);
  await person.browser.call('POST', '/v1/recovery/help', { email: person.email, words: 'My phone is gone' });
  await drain(person.browser.userId);
  const statements = recordStatements();
  const after = await auditor.browser.call<Overview>('GET', '/v1/admin/overview?days=90');
  for (const statement of statements) expect(await scanned(statement), statement.text).toEqual([]);
  const of = ({ events }: Overview, type: string, method: string) =>
    events.find((row) => row.type === type && row.method === method)?.count ?? 0;
  expect(of(after, 'sign-in.failed', 'password') - of(before, 'sign-in.failed', 'password')).toBe(5);
  expect(of(after, 'factor.locked', 'password') - of(before, 'factor.locked', 'password')).toBe(1);
  expect(after.locked - before.locked).toBe(1);
  expect(after.openRequests - before.openRequests).toBe(1);
});

test('only for so many days as there are choices', async () => {
  const { browser } = await withRole('auditor');
  await expectProblem(await browser.request('GET', '/v1/admin/overview?days=31'), 'invalid-request');
});
