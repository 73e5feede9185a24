import { sql } from 'drizzle-orm';
import { now } from '../clock.ts';
import { prepare } from '../directory/prepare.ts';
import { AUDIT_LEASE_MS, AUDIT_RETRY_FIRST_MS, AUDIT_RETRY_MAX_MS } from '../policy/limits.ts';

export type StreamName = 'webhook' | 'bucket';

/** How far the log was handed on to a place, for the run that has it to itself. */
export interface Stream {
  name: StreamName;
  lease: string;
  sent: number;
  target: number | null;
  targetAt: number | null;
  lastAt: number | null;
  tries: number;
}

/**
 * Takes a stream for a while: of two runs at once, one gets it. A run that died is over with its lease.
 * @returns null where another has it, or where a retry is not due yet
 */
export async function takeStream(database: D1Database, name: StreamName): Promise<Stream | null> {
  const lease = crypto.randomUUID();
  const at = now();
  const [, leased] = await database.batch<Stream>([
    prepare(database, sql`INSERT INTO audit_streams (name) VALUES (${name}) ON CONFLICT DO NOTHING`),
    prepare(
      database,
      sql`UPDATE audit_streams SET lease = ${lease}, leased_until = ${at + AUDIT_LEASE_MS}
            WHERE name = ${name} AND leased_until <= ${at} AND retry_at <= ${at}
            RETURNING name, lease, sent, target, target_at AS targetAt, last_at AS lastAt, tries`,
    ),
  ]);
  return leased!.results[0] ?? null;
}

/** A change to a stream by the run that has it. @throws Error when it has it no longer */
async function change({ name, lease }: Stream, database: D1Database, set: ReturnType<typeof sql>) {
  const { meta } = await prepare(
    database,
    sql`UPDATE audit_streams SET ${set} WHERE name = ${name} AND lease = ${lease}`,
  ).run();
  if (meta.changes !== 1) throw new Error(`Another run has the ${name} by now`);
}

/** Notes up to where what is written next goes, so that a repeated run writes the same. */
export async function aim(database: D1Database, stream: Stream, target: number): Promise<void> {
  stream.target = target;
  stream.targetAt = now();
  await change(stream, database, sql`target = ${target}, target_at = ${stream.targetAt}`);
}

/** Notes that everything up to a number was taken; the lease goes on. */
export async function taken(database: D1Database, stream: Stream, number: number): Promise<void> {
  stream.sent = number;
  stream.target = null;
  stream.tries = 0;
  await change(
    stream,
    database,
    sql`sent = ${number}, target = NULL, target_at = NULL, last_at = ${now()}, tries = 0, retry_at = 0,
        failure = NULL, leased_until = ${now() + AUDIT_LEASE_MS}`,
  );
}

/** Notes a failure: the next try is later each time, for as long as it takes. */
export async function failed(database: D1Database, stream: Stream, failure: string): Promise<void> {
  const pause = Math.min(AUDIT_RETRY_FIRST_MS * 2 ** stream.tries, AUDIT_RETRY_MAX_MS);
  await change(
    stream,
    database,
    sql`tries = tries + 1, failure = ${failure.slice(0, 200)}, retry_at = ${now() + pause}`,
  );
}

/** Lets the next run have it. */
export async function giveBack(database: D1Database, { name, lease }: Stream): Promise<void> {
  await prepare(
    database,
    sql`UPDATE audit_streams SET lease = NULL, leased_until = 0 WHERE name = ${name} AND lease = ${lease}`,
  ).run();
}
