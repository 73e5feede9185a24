import type { SQL } from 'drizzle-orm';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { events, factors, helpRequests, pendingActs, sessions, users } from '../../schema/tables.ts';
import type {
  EventRow,
  FactorRow,
  HelpRequestRow,
  PendingActRow,
  SessionRow,
} from '../../schema/user-tables.ts';

/** What changed in a user's object since its last projection. */
export interface Projection {
  userId: string;
  epoch: number;
  seq: number;
  twoStep: boolean;
  recoveryCodesLeft: number;
  events: EventRow[];
  factors: FactorRow[];
  sessions: SessionRow[];
  helpRequests: HelpRequestRow[];
  pendingActs: PendingActRow[];
}

type ReadModel = typeof events | typeof factors | typeof sessions | typeof helpRequests | typeof pendingActs;

/** One statement that turns rows of the object, as one JSON parameter, into rows of a table. D1 numbers events itself. */
function selectRows(table: ReadModel, { userId, epoch }: Projection, rows: object[]) {
  const own: Record<string, SQL> = { user_id: sql`${userId}`, epoch: sql`${epoch}`, number: sql`NULL` };
  const values = Object.values(getTableColumns(table))
    .filter(({ generated }) => !generated)
    .map(({ name }) => own[name] ?? sql.raw(`json_extract(value, '$.${name}')`));
  return sql`SELECT ${sql.join(values, sql`, `)} FROM json_each(${JSON.stringify(rows)}) WHERE true`;
}

/** On conflict: the newer (epoch, seq) wins. */
function newerWins(table: typeof factors | typeof sessions | typeof helpRequests | typeof pendingActs) {
  const names = Object.entries(getTableColumns(table));
  return {
    target: [table.userId, table.id],
    set: Object.fromEntries(names.map(([key, { name }]) => [key, sql.raw(`excluded.${name}`)])),
    setWhere: sql`(excluded.epoch, excluded.seq) > (${table.epoch}, ${table.seq})`,
  };
}

/**
 * Writes a user's changes to the read model, in one batch. A row is replaced only by a newer (epoch, seq), so
 * a batch that is applied again, or late, changes nothing.
 * @throws Error when D1 cannot take it; nothing was written then
 */
export async function project(database: D1Database, change: Projection): Promise<void> {
  const db = drizzle(database);
  const { userId, epoch, seq } = change;
  await db.batch([
    db
      .insert(events)
      .select(selectRows(events, change, change.events))
      .onConflictDoNothing(),
    db
      .update(users)
      .set({ twoStep: change.twoStep ? 1 : 0, recoveryCodesLeft: change.recoveryCodesLeft, epoch, seq })
      .where(and(eq(users.id, userId), sql`(${users.epoch}, ${users.seq}) < (${epoch}, ${seq})`)),
    db
      .insert(factors)
      .select(selectRows(factors, change, change.factors))
      .onConflictDoUpdate(newerWins(factors)),
    db
      .insert(sessions)
      .select(selectRows(sessions, change, change.sessions))
      .onConflictDoUpdate(newerWins(sessions)),
    db
      .insert(helpRequests)
      .select(selectRows(helpRequests, change, change.helpRequests))
      .onConflictDoUpdate(newerWins(helpRequests)),
    db
      .insert(pendingActs)
      .select(selectRows(pendingActs, change, change.pendingActs))
      .onConflictDoUpdate(newerWins(pendingActs)),
  ]);
}
