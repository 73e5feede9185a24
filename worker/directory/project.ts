import type { SQL } from 'drizzle-orm';
import { getTableColumns, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { EventType } from '../../schema/api/event.ts';
import { events, factors, helpRequests, pendingActs, sessions, users } from '../../schema/tables.ts';
import type { SecondStep } from '../../schema/api/person.ts';
import type {
  EventRow,
  FactorRow,
  HelpRequestRow,
  PendingActRow,
  RememberedDeviceSummary,
  SessionRow,
} from '../../schema/user-tables.ts';
import { DAY } from '../clock.ts';
import { countCoverage } from './coverage.ts';
import { nameWords } from './name-words.ts';
import { prepare } from './prepare.ts';

/** What D1 says of an account beside its address: all of it, as it is now. */
export interface AccountState {
  name: string | null;
  secondStep: SecondStep;
  recoveryCodesLeft: number;
  /** As `users.locked_until`. */
  lockedUntil: number;
  /** The newest sign-in that the object still knows of. */
  lastSignInAt: number | null;
  rememberedDevices: RememberedDeviceSummary[];
}

/** What changed in a user's object since its last projection. */
export interface Projection {
  userId: string;
  epoch: number;
  seq: number;
  account: AccountState;
  events: EventRow[];
  factors: FactorRow[];
  sessions: SessionRow[];
  helpRequests: HelpRequestRow[];
  pendingActs: PendingActRow[];
}

type ReadModel = typeof events | typeof factors | typeof sessions | typeof helpRequests | typeof pendingActs;

const NEW_PASSWORD = new Set<EventType>(['password.rehashed', 'password.changed', 'password.reset']);

/** One statement that turns rows of the object, as one JSON parameter, into rows of a table. D1 numbers events itself. */
function selectRows(table: ReadModel, { userId, epoch }: Projection, rows: object[]) {
  const own: Record<string, SQL> = { user_id: sql`${userId}`, epoch: sql`${epoch}`, number: sql`NULL` };
  const values = Object.values(getTableColumns(table))
    .filter(({ generated }) => !generated)
    .map(({ name }) => own[name] ?? sql.raw(`json_extract(value, '$.${name}')`));
  return sql`SELECT ${sql.join(values, sql`, `)} FROM json_each(${JSON.stringify(rows)}) WHERE true`;
}

/** On conflict: the newer (epoch, seq) wins; of a session that no event changed, the one that was seen later. */
function newerWins(table: typeof factors | typeof sessions | typeof helpRequests | typeof pendingActs) {
  const names = Object.entries(getTableColumns(table));
  return {
    target: [table.userId, table.id],
    set: Object.fromEntries(names.map(([key, { name }]) => [key, sql.raw(`excluded.${name}`)])),
    setWhere:
      table === sessions
        ? sql`(excluded.epoch, excluded.seq, excluded.last_seen_at)
                > (${table.epoch}, ${table.seq}, ${table.lastSeenAt})`
        : sql`(excluded.epoch, excluded.seq) > (${table.epoch}, ${table.seq})`,
  };
}

/** Whether this says something new of an account: a condition on its row in `users`. */
const isNews = ({ userId, epoch, seq }: Projection) =>
  sql`users.id = ${userId} AND (users.epoch, users.seq) < (${epoch}, ${seq})`;

/** Counts the events by day, type and method that D1 does not have yet. */
const countEvents = ({ userId, epoch, events: news }: Projection) => sql`
  INSERT INTO daily_events (day, type, method, count)
    SELECT CAST(json_extract(value, '$.at') / ${DAY} AS INTEGER), json_extract(value, '$.type'),
           coalesce(json_extract(value, '$.method'), ''), count(*)
      FROM json_each(${JSON.stringify(news.map(({ seq, at, type, method }) => ({ seq, at, type, method })))})
      WHERE NOT EXISTS (SELECT 1 FROM events WHERE user_id = ${userId} AND epoch = ${epoch}
                          AND seq = json_extract(value, '$.seq'))
      GROUP BY 1, 2, 3
    ON CONFLICT (day, type, method) DO UPDATE SET count = count + excluded.count`;

/** What a search by name finds him by, where this may have changed it. */
function nameStatements(change: Projection): SQL[] {
  const { userId, events: news, account } = change;
  if (!news.some(({ type }) => type === 'account.renamed' || type === 'account.created')) return [];
  const ifNews = sql`EXISTS (SELECT 1 FROM users WHERE ${isNews(change)})`;
  return [
    sql`DELETE FROM user_names WHERE user_id = ${userId} AND ${ifNews}`,
    sql`INSERT INTO user_names (user_id, words)
          SELECT ${userId}, value FROM json_each(${JSON.stringify(nameWords(account.name ?? ''))}) WHERE ${ifNews}`,
  ];
}

/**
 * Writes a user's changes to the read model, in one batch. A row is replaced only by a newer (epoch, seq), so
 * a batch that is applied again, or late, changes nothing. What counts what is news goes before what makes it old.
 * @throws Error when D1 cannot take it; nothing was written then
 */
export async function project(database: D1Database, change: Projection): Promise<void> {
  // The password is one that was hashed here from now on.
  const rehashed = change.events.some(({ type }) => NEW_PASSWORD.has(type));
  const db = drizzle(database);
  const { userId, epoch, seq, account } = change;
  const { lastSignInAt, ...state } = account;
  const moves = sql`${isNews(change)} AND second_step <> ${account.secondStep}`;
  const statements = [
    countEvents(change),
    db
      .insert(events)
      .select(selectRows(events, change, change.events))
      .onConflictDoNothing()
      .getSQL(),
    countCoverage(sql`SELECT second_step, -1 AS step FROM users WHERE ${moves}
        UNION ALL SELECT ${account.secondStep}, 1 FROM users WHERE ${moves}`),
    ...nameStatements(change),
    db
      .update(users)
      .set({
        ...state,
        twoStep: state.secondStep === 'none' ? 0 : 1,
        rememberedDevices: JSON.stringify(state.rememberedDevices),
        lastSignInAt: sql`max(coalesce(last_sign_in_at, ${lastSignInAt}), coalesce(${lastSignInAt}, last_sign_in_at))`,
        epoch,
        seq,
      })
      .where(isNews(change))
      .getSQL(),
    db
      .insert(factors)
      .select(selectRows(factors, change, change.factors))
      .onConflictDoUpdate(newerWins(factors))
      .getSQL(),
    db
      .insert(sessions)
      .select(selectRows(sessions, change, change.sessions))
      .onConflictDoUpdate(newerWins(sessions))
      .getSQL(),
    db
      .insert(helpRequests)
      .select(selectRows(helpRequests, change, change.helpRequests))
      .onConflictDoUpdate(newerWins(helpRequests))
      .getSQL(),
    db
      .insert(pendingActs)
      .select(selectRows(pendingActs, change, change.pendingActs))
      .onConflictDoUpdate(newerWins(pendingActs))
      .getSQL(),
    ...(rehashed ? [sql`DELETE FROM foreign_hashes WHERE user_id = ${userId}`] : []),
  ];
  await database.batch(statements.map((statement) => prepare(database, statement)));
}
