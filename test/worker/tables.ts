import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

/** The rows of the tables that a user's object keeps, by table. */
export type Tables = Record<string, Record<string, unknown>[]>;

/** What moves on its own after a change: how far the outbox is, and when something was seen last. */
const MOVES_ALONE = new Set([
  'claimed_at',
  'projected_seq',
  'delivered_seq',
  'delivery_tries',
  'retries',
  'last_seen_at',
]);

const objectOf = (userId: string) => env.USERS.get(env.USERS.idFromName(userId));

/** Everything that a user's object holds, read in the object itself. */
export const tablesOf = (userId: string): Promise<Tables> =>
  runInDurableObject(objectOf(userId), (_, { storage }) => {
    const names = storage.sql
      .exec<{ name: string }>(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`,
      )
      .toArray();
    return Object.fromEntries(
      names.map(({ name }) => [name, storage.sql.exec(`SELECT * FROM ${name}`).toArray()]),
    );
  });

/** The same without what moves alone: two of them are equal when nothing was changed. */
export async function stateOf(userId: string): Promise<Tables> {
  const tables = await tablesOf(userId);
  const still = (row: object) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !MOVES_ALONE.has(column)));
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.map(still)]));
}

/** One statement in a user's own object: to break something on purpose. */
export const inObject = (userId: string, statement: string, ...values: (string | number | null)[]) =>
  runInDurableObject(objectOf(userId), (_, { storage }) => storage.sql.exec(statement, ...values).toArray());

/** The types of the events that were appended since there were so many, oldest first. */
export async function eventTypes(userId: string, since = 0): Promise<unknown[]> {
  const { events = [] } = await tablesOf(userId);
  return events.filter(({ seq }) => Number(seq) > since).map(({ type }) => type);
}
