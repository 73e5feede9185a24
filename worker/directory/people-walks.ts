import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { PeopleQuery } from '../../schema/api/person.ts';
import { LOW_CODES } from '../../schema/api/factor.ts';
import { now } from '../clock.ts';
import { INACTIVE_AFTER_MS, ID_PREFIX_MIN } from '../policy/limits.ts';
import { canonicalEmail } from './canonical-email.ts';
import { foldName } from './name-words.ts';

/** Where a page of a walk ended: the order's key and the person's id. */
export type Place = [key: string | number, id: string];

/**
 * A way through the people that an index has in order already, so that a page costs its own rows, however many
 * there are. The index is named: were it gone, the statement would fail and not scan.
 */
export interface Walk {
  from: SQL;
  /** All that must be true of who is found. `+` in front of a column: it is asked of each, not walked by. */
  where: SQL[];
  key: SQL;
  id: SQL;
  direction: 'ASC' | 'DESC';
}

const low = sql.raw(String(LOW_CODES));
/** As the partial indices say it, word for word: it tells SQLite that they have all who are asked for. */
const CODES_LOW = sql`two_step = 1 AND recovery_codes_left <= ${low}`;
const WEAK = sql`second_step NOT IN ('none', 'passkey')`;

/** Begins with `start`, whatever follows: U+10FFFF is the last of all in the order of UTF-8. */
const begins = (column: SQL, start: string) =>
  sql`${column} >= ${start} AND ${column} < ${`${start}\u{10FFFF}`}`;

/** An address as it is typed: its domain is in ASCII only once it is whole. */
function foldAddress(typed: string): string {
  const folded = typed.normalize('NFKC').toLowerCase();
  const domain = folded.slice(folded.lastIndexOf('@') + 1);
  // eslint-disable-next-line no-control-regex
  return folded.includes('@') && /[^\u0000-\u007f]/.test(domain) ? canonicalEmail(folded) : folded;
}

/** What a search text is compared with. */
function matches(q: string) {
  const [address, name] = [foldAddress(q), foldName(q)];
  const byEmail = begins(sql`users.email_canonical`, address);
  const namedSo = begins(sql`user_names.words`, name);
  const byName = name
    ? sql`EXISTS (SELECT 1 FROM user_names WHERE user_id = users.id AND ${namedSo})`
    : sql`false`;
  const byId = q.length >= ID_PREFIX_MIN ? begins(sql`users.id`, q) : sql`false`;
  return { address, name, byEmail, namedSo, byName, byId, any: sql`(${byEmail} OR ${byName} OR ${byId})` };
}

/** Conditions that no walk is by. */
function asked({ secondStep, weak, locked, codesLow, inactive }: PeopleQuery): SQL[] {
  return [
    ...(secondStep ? [sql`+users.second_step = ${secondStep}`] : []),
    ...(weak ? [sql`+${WEAK}`] : []),
    ...(locked ? [sql`+users.locked_until > ${now()}`] : []),
    ...(codesLow ? [sql`+${CODES_LOW}`] : []),
    ...(inactive ? [sql`+users.active_at < ${now() - INACTIVE_AFTER_MS}`] : []),
  ];
}

/** By address; through an index of those only whom a filter leaves, where there is one. */
function byAddress(query: PeopleQuery, range: SQL): Walk {
  const { secondStep, weak, codesLow } = query;
  const { index, filter } = codesLow
    ? { index: 'users_codes_low', filter: [CODES_LOW] }
    : weak
      ? { index: 'users_weak', filter: [WEAK] }
      : secondStep
        ? { index: 'users_second_step', filter: [sql`users.second_step = ${secondStep}`] }
        : { index: 'users_email_canonical_unique', filter: [] };
  return {
    from: sql.raw(`users INDEXED BY ${index}`),
    where: [...filter, range, ...asked(query)],
    key: sql`users.email_canonical`,
    id: sql`users.id`,
    direction: 'ASC',
  };
}

/**
 * The walks that together meet everybody who is looked for, once: they are taken one after the other. Those who
 * have a role, or are locked, are few: they are walked and asked whether they match. A search goes by address, then
 * name, then id. Locks are listed the longest first, the inactive from who was here longest ago.
 */
export function peopleWalks(query: PeopleQuery): Walk[] {
  const { q, role, locked, inactive } = query;
  const match = q ? matches(q) : undefined;
  const rest = [...asked(query), ...(match ? [match.any] : [])];
  if (role)
    return [
      {
        from: sql`roles AS granted INDEXED BY roles_role CROSS JOIN users ON users.id = granted.user_id`,
        where: [sql`granted.role = ${role}`, ...rest],
        key: sql`users.email_canonical`,
        id: sql`users.id`,
        direction: 'ASC',
      },
    ];
  if (locked)
    return [
      {
        from: sql`users INDEXED BY users_locked`,
        where: [sql`users.locked_until > 0 AND users.locked_until > ${now()}`, ...rest],
        key: sql`users.locked_until`,
        id: sql`users.id`,
        direction: 'DESC',
      },
    ];
  if (match) return searchWalks(query, match);
  if (inactive)
    return [
      {
        from: sql`users INDEXED BY users_active`,
        where: [sql`users.active_at < ${now() - INACTIVE_AFTER_MS}`, ...rest],
        key: sql`users.active_at`,
        id: sql`users.id`,
        direction: 'ASC',
      },
    ];
  return [byAddress(query, sql`users.email_canonical > ''`)];
}

function searchWalks(query: PeopleQuery, match: ReturnType<typeof matches>): Walk[] {
  const { byEmail, namedSo, byName, byId, name } = match;
  const byWords: Walk = {
    from: sql`user_names INDEXED BY user_names_words CROSS JOIN users ON users.id = user_names.user_id`,
    // Somebody whose name has two such words is met at the first.
    where: [
      namedSo,
      sql`NOT (${byEmail})`,
      sql`NOT EXISTS (SELECT 1 FROM user_names AS earlier WHERE earlier.user_id = user_names.user_id
            AND earlier.words >= ${name} AND earlier.words < user_names.words)`,
      ...asked(query),
    ],
    key: sql`user_names.words`,
    id: sql`user_names.user_id`,
    direction: 'ASC',
  };
  const byStart: Walk = {
    from: sql`users`,
    where: [byId, sql`NOT (${byEmail})`, sql`NOT ${byName}`, ...asked(query)],
    key: sql`users.id`,
    id: sql`users.id`,
    direction: 'ASC',
  };
  return [
    byAddress(query, byEmail),
    ...(name ? [byWords] : []),
    ...((query.q ?? '').length >= ID_PREFIX_MIN ? [byStart] : []),
  ];
}
