import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { PeopleQuery, PersonList, PersonRow, SecondStep } from '../../schema/api/person.ts';
import type { Role } from '../../schema/api/role.ts';
import { LOCKED_BY_OWNER } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import { fromBase64, toBase64Url } from '../crypto/base64.ts';
import { PEOPLE_PER_PAGE, ROWS_ASKED_PER_PAGE } from '../policy/limits.ts';
import { Refused } from '../refused.ts';
import type { Place, Walk } from './people-walks.ts';
import { LAST_TEXT, peopleWalks } from './people-walks.ts';
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

type Found = ListedUser & { walk: number; key: string | number };

/**
 * The people who are looked for, a page at a time: what a page costs does not depend on how many there are. Where
 * few of those whom a walk meets match, a page ends after so many were asked, and has fewer people, or none.
 * @throws Refused invalid-request: `after` is no place
 */
export async function findPeople(db: D1Database, query: PeopleQuery): Promise<PersonList> {
  const walks = peopleWalks(query);
  const start = query.after === undefined ? undefined : readPlace(query.after, walks);
  const ways = walks
    .map((walk, number) => ({ walk, number }))
    .slice(start?.walk ?? 0)
    .map((way, i) => ({ ...way, stretch: stretchOf(way.walk, i === 0 ? start?.place : undefined) }));
  const pages = ways.map(({ walk, number, stretch }) => pageOf(walk, number, stretch));
  // One after the other: the next walk is only begun where the ones before it did not fill the page.
  const found = pages.length === 1 ? pages[0]! : sql`${inTurn(pages)} LIMIT ${PEOPLE_PER_PAGE + 1}`;
  const ends = inTurn(
    ways.map(
      ({ number, stretch: { reach } }) =>
        sql`SELECT ${number} AS walk, ${reach.key} AS key, ${reach.id} AS id`,
    ),
  );
  const [rows, reached] = await db.batch<Found>([found, ends].map((statement) => prepare(db, statement)));
  const cut = reached!.results.find(({ key }) => key !== null);
  const matching = rows!.results.filter(({ walk }) => !cut || walk <= cut.walk);
  const page = matching.slice(0, PEOPLE_PER_PAGE);
  const end = matching.length > page.length ? page.at(-1) : cut;
  return {
    people: page.map(personRow),
    next: end ? writePlace(end.walk, [end.key, end.id]) : null,
  };
}

const inTurn = (pages: SQL[]) =>
  sql.join(
    pages.map((page) => sql`SELECT * FROM (${page})`),
    sql` UNION ALL `,
  );

const all = (terms: SQL[]) => (terms.length > 0 ? sql.join(terms, sql` AND `) : sql`true`);

const orderOf = ({ key, id, direction }: Walk) =>
  sql.join(
    [key, ...(id ? [id] : [])].map((column) => sql`${column} ${sql.raw(direction)}`),
    sql`, `,
  );

/** An id behind those of all who have the same key. */
const beyondAll = ({ direction }: Walk) => (direction === 'ASC' ? LAST_TEXT : '');

/** The place that an end of a stretch is compared with: by key, and by id where several have the same key. */
const placeOf = ({ id }: Walk, key: SQL, lastId: SQL) => (id ? sql`(${key}, ${lastId})` : key);

interface Stretch {
  conditions: SQL[];
  /** The place at which it ends before the walk does; NULL where the walk ends before. */
  reach: { key: SQL; id: SQL };
}

/**
 * The part of a walk that a page goes through: conditions on the index alone, one for each end, since SQLite walks by
 * one of several.
 */
function stretchOf(walk: Walk, after: Place | undefined): Stretch {
  const { index, within, start, end, key, id, direction, few } = walk;
  const [on, from, upTo] = WAYS[direction];
  const here = placeOf(walk, key, id ?? key);
  const behind = after && sql`${here} ${on} ${placeOf(walk, sql`${after[0]}`, sql`${after[1]}`)}`;
  const begin = start === undefined ? [] : [sql`${behind ? sql`+` : sql``}${key} ${from} ${start}`];
  const met = [...within, ...begin, ...(behind ? [behind] : [])];
  const toEnd = [...met, sql`${key} ${upTo} ${end}`];
  // Where every one that is met is also found, the page's own length ends it.
  if (few || walk.asked.length === 0) return { conditions: toEnd, reach: { key: sql`NULL`, id: sql`NULL` } };
  const at = (column: SQL) => sql`(SELECT ${column} FROM ${index} WHERE ${all(toEnd)}
    ORDER BY ${orderOf(walk)} LIMIT 1 OFFSET ${ROWS_ASKED_PER_PAGE})`;
  const reach = { key: at(key), id: id ? at(id) : sql`${beyondAll(walk)}` };
  const furthest = placeOf(
    walk,
    sql`coalesce(${reach.key}, ${end})`,
    sql`coalesce(${reach.id}, ${beyondAll(walk)})`,
  );
  return { conditions: [...met, sql`${here} ${upTo} ${furthest}`], reach };
}

const WAYS = {
  ASC: [sql.raw('>'), sql.raw('>='), sql.raw('<=')],
  DESC: [sql.raw('<'), sql.raw('<='), sql.raw('>=')],
} as const;

/** One page of a walk and one row more, which tells whether there is another. */
const pageOf = (walk: Walk, number: number, { conditions }: Stretch): SQL =>
  sql`SELECT ${LISTED}, ${walk.key} AS key, ${number} AS walk
    FROM ${walk.index} ${walk.join ?? sql``} LEFT JOIN roles ON roles.user_id = users.id
    WHERE ${all([...conditions, ...walk.asked])} ORDER BY ${orderOf(walk)} LIMIT ${PEOPLE_PER_PAGE + 1}`;

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
