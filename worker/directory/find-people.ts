import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { PeopleQuery, PersonList, PersonRow, SecondStep } from '../../schema/api/person.ts';
import type { Role } from '../../schema/api/role.ts';
import { LOCKED_BY_OWNER } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import { fromBase64, toBase64Url } from '../crypto/base64.ts';
import { PEOPLE_PER_PAGE } from '../policy/limits.ts';
import { Refused } from '../refused.ts';
import type { Place, Walk } from './people-walks.ts';
import { peopleWalks } from './people-walks.ts';
import { prepare } from './prepare.ts';

/** A row of `users` as a list shows it. */
export interface ListedUser {
  id: string;
  email: string;
  name: string | null;
  second_step: SecondStep;
  recovery_codes_left: number;
  locked_until: number;
  created_at: number;
  last_sign_in_at: number | null;
  role: Role | null;
}

/** What a list shows of somebody, of `users` and `roles`. */
export const LISTED = sql`users.id, users.email, users.name, users.second_step, users.recovery_codes_left,
  users.locked_until, users.created_at, users.last_sign_in_at, roles.role`;

/**
 * The people who are looked for, a page at a time: what a page costs does not depend on how many there are.
 * @throws Refused invalid-request: `after` is no place
 */
export async function findPeople(db: D1Database, query: PeopleQuery): Promise<PersonList> {
  const walks = peopleWalks(query);
  const start = query.after === undefined ? undefined : readPlace(query.after, walks);
  const first = start?.walk ?? 0;
  const statements = walks.slice(first).map((walk, i) => pageOf(walk, i === 0 ? start?.place : undefined));
  const pages = await db.batch<Found>(statements.map((statement) => prepare(db, statement)));
  const found = pages.flatMap(({ results }, i) => results.map((row) => ({ row, walk: first + i })));
  const page = found.slice(0, PEOPLE_PER_PAGE);
  const last = page.at(-1);
  return {
    people: page.map(({ row }) => personRow(row)),
    next: last && found.length > page.length ? writePlace(last.walk, [last.row.key, last.row.id]) : null,
  };
}

type Found = ListedUser & { key: string | number };

/** One page of a walk and one row more, which tells whether there is another. */
function pageOf({ from, where, key, id, direction }: Walk, after: Place | undefined): SQL {
  const way = sql.raw(direction);
  const on = sql.raw(direction === 'ASC' ? '>' : '<');
  const beyond = after ? [sql`(${key}, ${id}) ${on} (${after[0]}, ${after[1]})`] : [];
  return sql`SELECT ${LISTED}, ${key} AS key FROM ${from} LEFT JOIN roles ON roles.user_id = users.id
    WHERE ${sql.join([...where, ...beyond], sql` AND `)}
    ORDER BY ${key} ${way}, ${id} ${way} LIMIT ${PEOPLE_PER_PAGE + 1}`;
}

export const personRow = (row: ListedUser): PersonRow => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  secondStep: row.second_step,
  recoveryCodesLeft: row.recovery_codes_left,
  lock: row.locked_until > now() ? { until: lockEnd(row.locked_until) } : null,
  createdAt: new Date(row.created_at).toISOString(),
  lastSignInAt: row.last_sign_in_at === null ? null : new Date(row.last_sign_in_at).toISOString(),
});

const lockEnd = (until: number) => (until === LOCKED_BY_OWNER ? null : new Date(until).toISOString());

const PlaceText = v.tuple([v.number(), v.union([v.string(), v.number()]), v.string()]);

const writePlace = (walk: number, place: Place) =>
  toBase64Url(new TextEncoder().encode(JSON.stringify([walk, ...place])));

function readPlace(text: string, walks: Walk[]): { walk: number; place: Place } {
  try {
    const [walk, ...place] = v.parse(PlaceText, JSON.parse(new TextDecoder().decode(fromBase64(text))));
    if (walks[walk]) return { walk, place };
  } catch {
    // Not one that this service wrote.
  }
  const errors = [{ field: 'after', message: 'Give the `next` of the page before' }];
  throw new Refused('invalid-request', { errors });
}
