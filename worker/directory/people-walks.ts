import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { PeopleQuery } from '../../schema/api/person.ts';
import { LOW_CODES } from '../../schema/api/factor.ts';
import { now } from '../clock.ts';
import { INACTIVE_AFTER_MS, ID_PREFIX_MIN } from '../policy/limits.ts';
import { canonicalEmail } from './canonical-email.ts';
import { foldName } from './name-words.ts';

/** Where a page of a walk ended: the order's key, and the person's id where several may have the same key. */
export type Place = [key: string | number, id: string];

/**
 * A way through the people that an index has in order already, so that a page costs its own rows, however many
 * there are. The index is named: were it gone, the statement would fail and not scan.
 */
export interface Walk {
  /** What is walked, by that index alone; what else is read of whom it meets. */
  index: SQL;
  join?: SQL;
  /** What is the same of all whom the index has there. */
  within: SQL[];
  /** The first and the last key that may be met, in the walk's direction. */
  start?: string | number;
  end: string | number;
  /** What is asked of each who is met. `+` in front of a column: no index is to serve it. */
  asked: SQL[];
  key: SQL;
  /** Orders those whose keys are the same; none has the same key as another where it is left out. */
  id?: SQL;
  direction: 'ASC' | 'DESC';
  /** All that the walk could meet are few: it is gone to its end. */
  few?: true;
}

/** The last text of all in the order of UTF-8. */
export const LAST_TEXT = '\u{10FFFF}';

const low = sql.raw(String(LOW_CODES));
/** As the partial indices say it, word for word: it tells SQLite that they have all who are asked for. */
const CODES_LOW = sql`two_step = 1 AND recovery_codes_left <= ${low}`;
const WEAK = sql`second_step NOT IN ('none', 'passkey')`;

/** Begins with `start`, whatever follows. */
const begins = (column: SQL, start: string) =>
  sql`${column} >= ${start} AND ${column} < ${`${start}${LAST_TEXT}`}`;

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
function byAddress(query: PeopleQuery, start = ''): Walk {
  const { secondStep, weak, codesLow, ...rest } = query;
  const { index, within, left } = codesLow
    ? { index: 'users_codes_low', within: [CODES_LOW], left: { ...rest, secondStep, weak } }
    : secondStep
      ? {
          index: 'users_second_step',
          within: [sql`users.second_step = ${secondStep}`],
          left: { ...rest, weak },
        }
      : weak
        ? { index: 'users_weak', within: [WEAK], left: rest }
        : { index: 'users_email_canonical_unique', within: [], left: rest };
  return {
    index: sql.raw(`users INDEXED BY ${index}`),
    within,
    start,
    end: `${start}${LAST_TEXT}`,
    asked: asked(left),
    key: sql`users.email_canonical`,
    direction: 'ASC',
  };
}

/**
 * The walks that together meet everybody who is looked for, once: they are taken one after the other. Those who
 * have a role, or are locked, are few: they are walked and asked whether they match. A search goes by address, then
 * name, then id. Locks are listed the longest first, the inactive from who was here longest ago.
 */
export function peopleWalks(query: PeopleQuery): Walk[] {
  const { q, role, locked, codesLow, inactive } = query;
  const match = q ? matches(q) : undefined;
  const matching = match ? [match.any] : [];
  if (role)
    return [
      {
        index: sql`roles AS granted INDEXED BY roles_role`,
        join: sql`CROSS JOIN users ON users.id = granted.user_id`,
        within: [sql`granted.role = ${role}`],
        end: LAST_TEXT,
        asked: [...asked(query), ...matching],
        key: sql`users.email_canonical`,
        direction: 'ASC',
        few: true,
      },
    ];
  if (locked)
    return [
      {
        index: sql`users INDEXED BY users_locked`,
        within: [sql`users.locked_until > 0`],
        end: now() + 1,
        asked: [...asked({ ...query, locked: undefined }), ...matching],
        key: sql`users.locked_until`,
        id: sql`users.id`,
        direction: 'DESC',
      },
    ];
  if (match) return searchWalks(query, match);
  if (inactive && !codesLow)
    return [
      {
        index: sql`users INDEXED BY users_active`,
        within: [],
        end: now() - INACTIVE_AFTER_MS - 1,
        asked: asked({ ...query, inactive: undefined }),
        key: sql`users.active_at`,
        id: sql`users.id`,
        direction: 'ASC',
      },
    ];
  return [byAddress(query)];
}

function searchWalks(query: PeopleQuery, match: ReturnType<typeof matches>): Walk[] {
  const { address, byEmail, byName, name } = match;
  const q = query.q ?? '';
  const byWords: Walk = {
    index: sql`user_names INDEXED BY user_names_words`,
    join: sql`CROSS JOIN users ON users.id = user_names.user_id`,
    within: [],
    start: name,
    end: `${name}${LAST_TEXT}`,
    // Somebody whose name has two such words is met at the first.
    asked: [
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
    index: sql`users INDEXED BY sqlite_autoindex_users_1`,
    within: [],
    start: q,
    end: `${q}${LAST_TEXT}`,
    asked: [sql`NOT (${byEmail})`, sql`NOT ${byName}`, ...asked(query)],
    key: sql`users.id`,
    direction: 'ASC',
  };
  return [
    byAddress(query, address),
    ...(name ? [byWords] : []),
    ...(q.length >= ID_PREFIX_MIN ? [byStart] : []),
  ];
}
