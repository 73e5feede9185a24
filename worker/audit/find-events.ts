import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { AuditEvent, AuditEventList, AuditFilter, AuditQuery } from '../../schema/api/audit.ts';
import type { EventType } from '../../schema/api/event.ts';
import type { Method } from '../../schema/api/method.ts';
import { findUser } from '../directory/directory.ts';
import { prepare } from '../directory/prepare.ts';
import { SERVICE } from '../directory/service-ledger.ts';
import { AUDIT_PAGE, EVENTS_PER_PAGE, ROWS_ASKED_PER_PAGE } from '../policy/limits.ts';
import { describeDevice, loadDeviceNames } from '../user/sign-in/describe-device.ts';
import type { ExportedRow } from './export-line.ts';

/** A filter with ids in the place of addresses, and instants in ms. */
export interface EventFilter {
  user?: string;
  actor?: string;
  type?: string;
  method?: string;
  ip?: string;
  from?: number;
  to?: number;
}

/** Nobody's id: what an address without an account is looked for by. */
const NOBODY = '';

/** Looks the addresses of a filter up. */
export async function readFilter(database: D1Database, filter: AuditFilter): Promise<EventFilter> {
  const idOf = async (who: string | undefined) =>
    who?.includes('@') ? ((await findUser(database, who)) ?? NOBODY) : who;
  const { person, actor, type, method, ip, from, to } = filter;
  const ms = (instant: string | undefined) => (instant === undefined ? undefined : Date.parse(instant));
  const [user, by] = await Promise.all([idOf(person), idOf(actor)]);
  return { user, actor: by, type, method, ip, from: ms(from), to: ms(to) };
}

export const isFiltered = (filter: EventFilter) => Object.values(filter).some((value) => value !== undefined);

/** What can be asked of an event to be equal, and the index that has those that are, in order. */
const INDICES = {
  user: { column: 'user_id', index: 'events_user' },
  actor: { column: 'actor', index: 'events_actor' },
  ip: { column: 'ip', index: 'events_ip' },
  type: { column: 'type', index: 'events_type' },
  method: { column: 'method', index: 'events_method' },
} as const;
type Walked = keyof typeof INDICES;

const walkable = (filter: EventFilter) =>
  (Object.keys(INDICES) as Walked[]).filter((name) => filter[name] !== undefined);

/** The index of one filter, or of all events. */
const indexed = (walked: Walked | undefined) =>
  sql.raw(`events INDEXED BY ${walked ? INDICES[walked].index : 'events_at'}`);

const isEqual = (filter: EventFilter, name: Walked) =>
  sql`${sql.raw(`events.${INDICES[name].column}`)} = ${filter[name]}`;

/** Conditions that no index is to serve: they are asked of each event that is met. */
const asked = (filter: EventFilter, names: Walked[]) => names.map((name) => sql`+${isEqual(filter, name)}`);

/**
 * Which filter's index has the fewest events: that one is walked, and the others are asked. They are counted no
 * further than one page asks.
 */
async function fewest(database: D1Database, filter: EventFilter): Promise<Walked | undefined> {
  const names = walkable(filter);
  if (names.length < 2) return names[0];
  const counts = names.map(
    (name) => sql`(SELECT count(*) FROM (SELECT 1 FROM ${indexed(name)} WHERE ${isEqual(filter, name)}
      AND events.at >= ${filter.from ?? 0} AND events.at < ${filter.to ?? Number.MAX_SAFE_INTEGER}
      LIMIT ${ROWS_ASKED_PER_PAGE})) AS ${sql.raw(name)}`,
  );
  const counted = await prepare(database, sql`SELECT ${sql.join(counts, sql`, `)}`).first<
    Record<Walked, number>
  >();
  return names.reduce((least, name) => (counted![name] < counted![least] ? name : least));
}

const FIELDS = sql.raw(`events.number, events.user_id, events.epoch, events.seq, events.at, events.type,
  events.method, events.subject, events.session_id, events.ip, events.user_agent, events.place, events.request_id,
  events.detail, events.hash, events.actor, users.email`);

/** Behind the last event that there can be. */
const AFTER_ALL: Place = [Number.MAX_SAFE_INTEGER, 0];
type Place = [at: number, number: number];

/** The earlier of a place and the end of the days that are asked for. */
const earlier = ([at, number]: Place, to = Number.MAX_SAFE_INTEGER): Place =>
  to <= at ? [to, 0] : [at, number];

/** What is walked, newest first: by one index, from the place on down to an instant, one condition for each end. */
const walk = (filter: EventFilter, walked: Walked | undefined, before: Place, downTo: SQL) => {
  const [at, number] = earlier(before, filter.to);
  return sql`${walked ? isEqual(filter, walked) : sql`true`}
    AND (events.at, events.number) < (${at}, ${number}) AND events.at >= ${downTo}`;
};

const NEWEST_FIRST = sql`ORDER BY events.at DESC, events.number DESC`;

const all = (terms: SQL[]) => (terms.length > 0 ? sql.join(terms, sql` AND `) : sql`true`);

type Found = ExportedRow & { actor_email: string | null; person: string | null; person_email: string | null };

const NEWEST = sql`SELECT coalesce(max(number), 0) AS number FROM events`;

const LISTED = sql`SELECT ${FIELDS}, actors.email AS actor_email,
  json_extract(events.detail, '$.person') AS person, people.email AS person_email`;
const WITH_NAMES = sql`LEFT JOIN users ON users.id = events.user_id LEFT JOIN users AS actors ON actors.id = events.actor
  LEFT JOIN users AS people ON people.id = json_extract(events.detail, '$.person')`;

/**
 * A page of the audit log, newest first; or, with `after`, what has come since. Where few of those that are walked
 * match, a page ends after so many were asked, and has fewer events, or none.
 */
export async function listEvents(
  database: D1Database,
  { before = AFTER_ALL, after, ...wanted }: AuditQuery,
): Promise<AuditEventList> {
  const [filter] = await Promise.all([readFilter(database, wanted), loadDeviceNames()]);
  return after === undefined ? eventsBefore(database, filter, before) : eventsAfter(database, filter, after);
}

async function eventsBefore(
  database: D1Database,
  filter: EventFilter,
  before: Place,
): Promise<AuditEventList> {
  const walked = await fewest(database, filter);
  const rest = walkable(filter).filter((name) => name !== walked);
  const from = sql`${filter.from ?? 0}`;
  // The instant at which a page ends that was not filled by then. Where nothing is asked, its length ends it.
  const reach =
    rest.length === 0
      ? sql`NULL`
      : sql`(SELECT events.at FROM ${indexed(walked)} WHERE ${walk(filter, walked, before, from)}
          ${NEWEST_FIRST} LIMIT 1 OFFSET ${ROWS_ASKED_PER_PAGE})`;
  const found = sql`${LISTED} FROM ${indexed(walked)} ${WITH_NAMES}
    WHERE ${all([walk(filter, walked, before, sql`coalesce(${reach}, ${from})`), ...asked(filter, rest)])}
    ${NEWEST_FIRST} LIMIT ${EVENTS_PER_PAGE + 1}`;
  const [ends, rows] = await database.batch<Record<string, unknown>>(
    [sql`SELECT (${NEWEST}) AS newest, ${reach} AS reach`, found].map((statement) =>
      prepare(database, statement),
    ),
  );
  const results = rows!.results as unknown as Found[];
  const { newest, reach: reached } = ends!.results[0] as { newest: number; reach: number | null };
  const page = results.slice(0, EVENTS_PER_PAGE);
  const last = page.at(-1);
  const nextOfFull = last && results.length > page.length ? `${last.at}.${last.number}` : null;
  return {
    events: page.map(auditEvent),
    next: nextOfFull ?? (reached === null ? null : `${reached}.0`),
    newest,
  };
}

/** What has come since, newest first: at most a page of those that match, and of so many that came. */
async function eventsAfter(
  database: D1Database,
  filter: EventFilter,
  after: number,
): Promise<AuditEventList> {
  const { from = 0, to = Number.MAX_SAFE_INTEGER } = filter;
  const upTo = after + ROWS_ASKED_PER_PAGE;
  const terms = [
    sql`events.number > ${after} AND events.number <= ${upTo} AND +events.at >= ${from} AND +events.at < ${to}`,
    ...asked(filter, walkable(filter)),
  ];
  const found = sql`${LISTED} FROM events ${WITH_NAMES} WHERE ${all(terms)}
    ORDER BY events.number LIMIT ${EVENTS_PER_PAGE + 1}`;
  const [numbers, rows] = await database.batch<Record<string, unknown>>(
    [NEWEST, found].map((statement) => prepare(database, statement)),
  );
  const results = rows!.results as unknown as Found[];
  const page = results.slice(0, EVENTS_PER_PAGE);
  const newest =
    results.length > page.length
      ? page.at(-1)!.number
      : Math.min(numbers!.results[0]!['number'] as number, upTo);
  return { events: page.toReversed().map(auditEvent), next: null, newest };
}

const auditEvent = (row: Found): AuditEvent => ({
  number: row.number,
  user: row.user_id === SERVICE ? null : { id: row.user_id, email: row.email },
  epoch: row.epoch,
  seq: row.seq,
  at: new Date(row.at).toISOString(),
  type: row.type as EventType,
  method: row.method as Method | null,
  subject: row.subject,
  person: row.person ? { id: row.person, email: row.person_email } : null,
  actor: row.actor ? { id: row.actor, email: row.actor_email } : null,
  sessionId: row.session_id,
  device: describeDevice(row.user_agent),
  userAgent: row.user_agent,
  place: row.place,
  ip: row.ip,
  requestId: row.request_id,
  detail: JSON.parse(row.detail),
  hash: row.hash,
});

const withPrevious = (from: SQL) => sql`SELECT ${FIELDS}, coalesce(before.hash, '') AS previous FROM ${from}
  LEFT JOIN users ON users.id = events.user_id
  LEFT JOIN events AS before
    ON before.user_id = events.user_id AND before.epoch = events.epoch AND before.seq = events.seq - 1`;

/** Events of a range of the log in its order, with the hashes before them. */
export async function eventsInOrder(
  database: D1Database,
  after: number,
  upTo: number,
  most = AUDIT_PAGE,
): Promise<ExportedRow[]> {
  const { results } = await prepare(
    database,
    sql`${withPrevious(sql`events`)} WHERE events.number > ${after} AND events.number <= ${upTo}
          ORDER BY events.number LIMIT ${most}`,
  ).all<ExportedRow>();
  return results;
}

/** Filtered events, newest first, of those that were there when there were so many. */
export async function eventsFound(
  database: D1Database,
  filter: EventFilter,
  upTo: number,
  before: Place = AFTER_ALL,
): Promise<ExportedRow[]> {
  const walked = await fewest(database, filter);
  const rest = walkable(filter).filter((name) => name !== walked);
  const terms = [
    walk(filter, walked, before, sql`${filter.from ?? 0}`),
    sql`+events.number <= ${upTo}`,
    ...asked(filter, rest),
  ];
  const { results } = await prepare(
    database,
    sql`${withPrevious(indexed(walked))} WHERE ${all(terms)} ${NEWEST_FIRST} LIMIT ${AUDIT_PAGE}`,
  ).all<ExportedRow>();
  return results;
}
