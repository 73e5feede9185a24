import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { AuditEvent, AuditEventList, AuditFilter, AuditQuery } from '../../schema/api/audit.ts';
import type { EventType } from '../../schema/api/event.ts';
import type { Method } from '../../schema/api/method.ts';
import { findUser } from '../directory/directory.ts';
import { prepare } from '../directory/prepare.ts';
import { SERVICE } from '../directory/service-ledger.ts';
import { AUDIT_PAGE, EVENTS_PER_PAGE } from '../policy/limits.ts';
import { describeDevice, loadDeviceNames } from '../user/describe-device.ts';
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

/** @param index whether an index of a filter may be used: not where events are asked for by number */
function conditions({ user, actor, type, method, ip, from, to }: EventFilter, index = true): SQL[] {
  const column = (name: string) => sql.raw(index ? `events.${name}` : `+events.${name}`);
  const equal = Object.entries({ user_id: user, actor, type, method, ip })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => sql`${column(name)} = ${value}`);
  return [
    ...equal,
    ...(from === undefined ? [] : [sql`${column('at')} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${column('at')} < ${to}`]),
  ];
}

const FIELDS = sql.raw(`events.number, events.user_id, events.epoch, events.seq, events.at, events.type,
  events.method, events.subject, events.session_id, events.ip, events.user_agent, events.place, events.request_id,
  events.detail, events.hash, events.actor, users.email`);

/** Behind the last event that there can be. */
const AFTER_ALL: [at: number, number: number] = [Number.MAX_SAFE_INTEGER, 0];
const isBefore = ([at, number]: [number, number]) => sql`(events.at, events.number) < (${at}, ${number})`;

const all = (terms: SQL[]) => (terms.length > 0 ? sql.join(terms, sql` AND `) : sql`true`);

type Found = ExportedRow & { actor_email: string | null; person: string | null; person_email: string | null };

const NEWEST = sql`SELECT coalesce(max(number), 0) AS number FROM events`;

/** A page of the audit log, newest first; or, with `after`, what has come since. */
export async function listEvents(
  database: D1Database,
  { before = AFTER_ALL, after, ...wanted }: AuditQuery,
): Promise<AuditEventList> {
  const [filter] = await Promise.all([readFilter(database, wanted), loadDeviceNames()]);
  const terms =
    after === undefined
      ? [...conditions(filter), isBefore(before)]
      : [...conditions(filter, false), sql`events.number > ${after}`];
  const order = after === undefined ? sql`events.at DESC, events.number DESC` : sql`events.number`;
  const found = sql`SELECT ${FIELDS}, actors.email AS actor_email,
      json_extract(events.detail, '$.person') AS person, people.email AS person_email FROM events
    LEFT JOIN users ON users.id = events.user_id LEFT JOIN users AS actors ON actors.id = events.actor
    LEFT JOIN users AS people ON people.id = json_extract(events.detail, '$.person')
    WHERE ${all(terms)} ORDER BY ${order} LIMIT ${EVENTS_PER_PAGE + 1}`;
  const [numbers, rows] = await database.batch<Record<string, unknown>>(
    [NEWEST, found].map((statement) => prepare(database, statement)),
  );
  const results = rows!.results as unknown as Found[];
  const page = results.slice(0, EVENTS_PER_PAGE);
  const last = page.at(-1);
  const more = results.length > page.length && last;
  const newest = more && after !== undefined ? last.number : (numbers!.results[0]!['number'] as number);
  if (after !== undefined) page.reverse();
  return {
    events: page.map(auditEvent),
    next: more && after === undefined ? `${last.at}.${last.number}` : null,
    newest,
  };
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

const WITH_PREVIOUS = sql`SELECT ${FIELDS}, coalesce(before.hash, '') AS previous FROM events
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
    sql`${WITH_PREVIOUS} WHERE events.number > ${after} AND events.number <= ${upTo}
          ORDER BY events.number LIMIT ${most}`,
  ).all<ExportedRow>();
  return results;
}

/** Filtered events, newest first, of those that were there when there were so many. */
export async function eventsFound(
  database: D1Database,
  filter: EventFilter,
  upTo: number,
  before: [at: number, number: number] = AFTER_ALL,
): Promise<ExportedRow[]> {
  const terms = [...conditions(filter), sql`+events.number <= ${upTo}`, isBefore(before)];
  const { results } = await prepare(
    database,
    sql`${WITH_PREVIOUS} WHERE ${all(terms)}
          ORDER BY events.at DESC, events.number DESC LIMIT ${AUDIT_PAGE}`,
  ).all<ExportedRow>();
  return results;
}
