import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AuditQuery } from '../../schema/api/audit.ts';
import type { PeopleQuery } from '../../schema/api/person.ts';
import { listEvents } from '../../worker/audit/find-events.ts';
import { DAY } from '../../worker/clock.ts';
import { findPeople } from '../../worker/directory/find-people.ts';
import { EVENTS_PER_PAGE, ROWS_ASKED_PER_PAGE } from '../../worker/policy/limits.ts';
import { withRole } from './admins.ts';
import { operations, pathOf } from './every-operation.ts';
import { drain } from './failing-d1.ts';
import type { TwoStepPerson } from './people.ts';
import { plansOf, recordStatements, type Statement } from './query-plans.ts';

/** More than one page asks. */
const MANY = ROWS_ASKED_PER_PAGE + 200;
const numbers = (upTo: number) =>
  `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${upTo})`;

let owner: TwoStepPerson;

beforeAll(async () => {
  owner = await withRole('owner');
  await drain(owner.browser.userId);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Every choice of some of them, or none. */
const subsets = <A>(list: readonly A[]): A[][] =>
  Array.from({ length: 2 ** list.length }, (_, bits) => list.filter((__, index) => (bits >> index) & 1));

/** A D1 that notes what it is asked, and has nothing. */
const noting = (statements: Statement[]) =>
  ({
    prepare: (text: string) => ({ bind: (...values: unknown[]) => statements.push({ text, values }) }),
    batch: async (list: unknown[]) => list.map(() => ({ results: [] })),
  }) as unknown as D1Database;

/** Each statement once, whatever its values. */
const distinct = (statements: Statement[]) => [
  ...new Map(statements.map((statement) => [statement.text, statement])).values(),
];

describe('no question that a list can ask scans a table, whichever filters are together', () => {
  test('people: every set of filters, with every kind of search, first page and next', async () => {
    const statements: Statement[] = [];
    const filters: PeopleQuery[] = [
      { secondStep: 'totp' },
      { weak: true },
      { locked: true },
      { codesLow: true },
      { inactive: true },
      { role: 'auditor' },
    ];
    // By address; or a name, too; or an id, too.
    const searches: PeopleQuery[] = [{ q: '--' }, { q: 'so' }, { q: 'someone' }];
    const queries = [
      ...subsets(filters),
      ...subsets(filters).map((some) => [...some, searches[2]!]),
      ...searches,
    ];
    for (const some of queries) {
      const query = Object.assign({}, ...[some].flat()) as PeopleQuery;
      await findPeople(noting(statements), query);
      const walks = query.q === 'someone' && !query.role && !query.locked ? [0, 1, 2] : [0];
      for (const walk of walks)
        await findPeople(noting(statements), { ...query, after: btoa(`[${walk},"m","m"]`) });
    }
    const plans = await plansOf(distinct(statements));
    expect(plans.length).toBeGreaterThan(200);
    for (const { text, scanned, sorts } of plans) {
      expect(scanned, text).toEqual([]);
      // Those who have a role are few, and are put in order once they are found.
      expect(sorts, text).toBe(text.includes('AS granted'));
    }
  });

  test('audit log: every set of filters, by the index of each of them, and live', async () => {
    const there = {
      person: 'p-1',
      actor: 'a-1',
      type: 'pass.used',
      method: 'totp',
      ip: '192.0.2.1',
    } as const;
    const nowhere = {
      person: 'p-2',
      actor: 'a-2',
      type: 'pass.ended',
      method: 'sms',
      ip: '192.0.2.2',
    } as const;
    await env.DB.prepare(
      `INSERT INTO events (user_id, epoch, seq, at, type, method, ip, user_agent, request_id, detail, hash)
         VALUES ('p-1', 1, 1, 1, 'pass.used', 'totp', '192.0.2.1', '', '', '{"actor":"a-1"}', '')`,
    ).run();
    const statements = recordStatements();
    const walked = new Set<string>();
    for (const some of subsets(Object.keys(there) as (keyof typeof there)[])) {
      await listEvents(env.DB, { ...Object.fromEntries(some.map((name) => [name, there[name]])), after: 0 });
      for (const rare of some.length === 0 ? [undefined] : some) {
        const query = Object.fromEntries(
          some.map((name) => [name, (name === rare ? nowhere : there)[name]]),
        ) as AuditQuery;
        await listEvents(env.DB, query);
        const found = statements.findLast(({ text }) => text.includes('ORDER BY events.at'));
        walked.add(`${some.join()}: ${/FROM events INDEXED BY (\w+) LEFT JOIN/.exec(found!.text)![1]}`);
      }
    }
    // One for each filter of each set: the one that finds least is walked.
    expect(walked.size).toBe(1 + 5 * 2 ** 4);
    for (const plan of await plansOf(distinct(statements)))
      expect(plan, plan.text).toMatchObject({ scanned: [], sorts: false });
  });

  test.each(operations(({ method, permission }) => method === 'get' && permission !== undefined))(
    '%s',
    async (_, operation) => {
      const { userId } = owner.browser;
      await env.DB.batch(
        [
          `INSERT OR IGNORE INTO groups VALUES ('${userId}', 'Group', 'group', 1)`,
          `INSERT OR IGNORE INTO imports VALUES ('${userId}', 1, 'finished', '{}')`,
        ].map((text) => env.DB.prepare(text)),
      );
      const statements = recordStatements();
      await owner.browser.request('GET', pathOf(operation, userId));
      expect(statements.length).toBeGreaterThan(0);
      // The list of all who have a role is its own answer.
      for (const { text, scanned } of await plansOf(distinct(statements)))
        expect(
          scanned.filter((name) => name !== 'roles'),
          text,
        ).toEqual([]);
    },
  );
});

describe('a page asks so many and no more, and the pages after it find the rest', () => {
  /** All pages: what was found, and how many pages had nothing. */
  async function all<Page extends { next: string | null }, Found>(
    ask: (next?: string) => Promise<Page>,
    found: (page: Page) => Found[],
  ) {
    const pages = [await ask()];
    for (let { next } = pages[0]!; next !== null; { next } = pages.at(-1)!) pages.push(await ask(next));
    return { found: pages.flatMap(found), empty: pages.filter((page) => found(page).length === 0).length };
  }

  test('people: few who match among many', async () => {
    const gone = Date.now() - 200 * DAY;
    await env.DB.batch(
      [
        `INSERT INTO users (id, email, email_canonical, created_at, second_step, two_step, locked_until, name)
           ${numbers(MANY)} SELECT 'id-' || (10000 + n), 'walk' || n || '@example.com', 'walk' || n || '@example.com', ${gone} + n,
             CASE n WHEN ${MANY} THEN 'push' ELSE 'totp' END, 1, ${Date.now() + DAY}, 'Some Body' FROM numbers`,
        `INSERT INTO user_names ${numbers(MANY)} SELECT 'id-' || (10000 + n), 'zimmer' FROM numbers`,
      ].map((text) => env.DB.prepare(text)),
    );
    const last = [`walk${MANY}@example.com`];
    const find = (query: PeopleQuery) =>
      all(
        (after) => findPeople(env.DB, { ...query, after }),
        ({ people }) => people.map(({ email }) => email),
      );
    for (const query of [
      { inactive: true, secondStep: 'push' },
      { q: 'zimmer', inactive: true, secondStep: 'push' },
      { q: 'id-1', secondStep: 'push' },
    ] as PeopleQuery[])
      expect(await find(query), JSON.stringify(query)).toEqual({ found: last, empty: 1 });
    expect(await find({ locked: true, secondStep: 'none' })).toEqual({ found: [], empty: 2 });
  });

  test('audit log: what seldom comes together is found, and the filter that finds least is walked', async () => {
    const insert = (count: number, user: string, type: string, ip: string, at: number) =>
      `INSERT INTO events (user_id, epoch, seq, at, type, ip, user_agent, request_id, detail, hash)
         ${numbers(count)} SELECT '${user}', 1, n, ${at} + n, '${type}', '${ip}', '', '', '{}', '' FROM numbers`;
    await env.DB.batch(
      [
        insert(1, 'first', 'push.denied', '192.0.2.9', 1_000),
        insert(MANY, 'second', 'push.denied', '192.0.2.8', 2_000),
        insert(MANY, 'third', 'push.reported', '192.0.2.9', 2_000),
        insert(1, 'fourth', 'device.copied', '192.0.2.9', 1_000),
      ].map((text) => env.DB.prepare(text)),
    );
    const find = (query: AuditQuery) =>
      all(
        (next) =>
          listEvents(env.DB, {
            ...query,
            before: next?.split('.').map(Number) as [number, number] | undefined,
          }),
        ({ events }) => events.map(({ user }) => user!.id),
      );
    expect(await find({ type: 'push.denied', ip: '192.0.2.9' })).toEqual({ found: ['first'], empty: 1 });
    expect(await find({ type: 'device.copied', ip: '192.0.2.9' })).toEqual({ found: ['fourth'], empty: 0 });
    const month = { from: '1970-01-01T00:00:00Z', to: '1970-01-01T00:00:02Z' };
    expect(await find({ type: 'push.denied', ip: '192.0.2.9', ...month })).toEqual({
      found: ['first'],
      empty: 0,
    });
    const live = await listEvents(env.DB, { type: 'device.copied', after: 0 });
    expect(live).toMatchObject({ events: [], newest: ROWS_ASKED_PER_PAGE });
    expect((await listEvents(env.DB, { person: 'second', after: 0 })).events.length).toBeLessThanOrEqual(
      EVENTS_PER_PAGE,
    );
  });
});
