import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { EventRow, FactorRow, SessionRow } from '../../schema/user-tables.ts';

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
}

const field = (name: string) => sql.raw(`json_extract(value, '$.${name}')`);
const fields = (names: readonly string[]) => sql.join(names.map(field), sql`, `);
const columns = (names: readonly string[]) => sql.raw(names.join(', '));

const EVENT = [
  ...['seq', 'at', 'type', 'method', 'subject', 'session_id', 'ip', 'user_agent', 'place', 'request_id', 'detail'],
  'hash',
] as const;
const FACTOR = [
  ...['id', 'method', 'name', 'state', 'sealed', 'parameters', 'address', 'created_at', 'last_used_at', 'disabled_at'],
  'seq',
] as const;
const SESSION = [
  ...['id', 'stage', 'level', 'methods', 'created_at', 'last_seen_at', 'expires_at', 'ip', 'user_agent', 'place'],
  ...['ended_at', 'seq'],
] as const;

/**
 * Writes a user's changes to the read model, in one batch. A row is replaced only by a newer (epoch, seq), so
 * a batch that is applied again, or late, changes nothing.
 * @throws Error when D1 cannot take it; nothing was written then
 */
export async function project(database: D1Database, change: Projection): Promise<void> {
  const db = drizzle(database);
  const { userId, epoch, seq } = change;
  const upsert = (table: string, names: readonly string[], rows: object[]) =>
    db.run(sql`INSERT INTO ${sql.raw(table)} (user_id, epoch, ${columns(names)})
      SELECT ${userId}, ${epoch}, ${fields(names)} FROM json_each(${JSON.stringify(rows)}) WHERE true
      ON CONFLICT (user_id, id) DO UPDATE SET epoch = excluded.epoch,
        ${columns(names.map((name) => `${name} = excluded.${name}`))}
      WHERE (excluded.epoch, excluded.seq) > (${sql.raw(`${table}.epoch, ${table}.seq`)})`);
  await db.batch([
    db.run(sql`INSERT INTO events (user_id, epoch, ${columns(EVENT)})
      SELECT ${userId}, ${epoch}, ${fields(EVENT)} FROM json_each(${JSON.stringify(change.events)}) WHERE true
      ON CONFLICT DO NOTHING`),
    db.run(sql`UPDATE users SET two_step = ${change.twoStep ? 1 : 0}, recovery_codes_left = ${change.recoveryCodesLeft},
      epoch = ${epoch}, seq = ${seq} WHERE id = ${userId} AND (epoch, seq) < (${epoch}, ${seq})`),
    ...(change.factors.length > 0 ? [upsert('factors', FACTOR, change.factors)] : []),
    ...(change.sessions.length > 0 ? [upsert('sessions', SESSION, change.sessions)] : []),
  ]);
}
