import { DurableObject } from 'cloudflare:workers';
import { DAY, now } from '../../clock.ts';
import type { Rate } from '../../policy/limits.ts';

/** For each rate that is full: the take that is `most` back from the next one, still within its period. */
const FULL = `SELECT at, value FROM json_each(?2) JOIN takes
  ON n = (SELECT max(n) FROM takes) + 1 - (value ->> 'most') WHERE at > ?1 - (value ->> 'ms')`;

/**
 * One thing that sends are counted by across all users: a destination, a block of numbers, a network, a day's
 * total. Each has an object of its own, named by a keyed hash, so its count is exact wherever the asking comes
 * from, and it knows nobody whom it counts. What was taken stays taken, whether it was used or not.
 */
export class SendLimitObject extends DurableObject<Env> {
  /**
   * Takes one if every rate leaves room, by one statement. The takes are numbered without a gap, so whether a
   * rate is full shows in a single row, however many there are.
   * @param rates none longer than a day
   * @returns null when it was taken, else when the next can be, ms since the epoch
   */
  take(rates: readonly Rate[]): number | null {
    const { sql } = this.ctx.storage;
    const asked = [now(), JSON.stringify(rates)];
    sql.exec('CREATE TABLE IF NOT EXISTS takes (n INTEGER PRIMARY KEY, at INTEGER NOT NULL)');
    const [taken] = sql
      .exec<{ n: number }>(
        `INSERT INTO takes (at) SELECT ?1 WHERE NOT EXISTS (${FULL}) RETURNING n`,
        ...asked,
      )
      .toArray();
    if (!taken)
      return sql
        .exec<{ free: number }>(`SELECT max(at + (value ->> 'ms')) AS free FROM (${FULL})`, ...asked)
        .one().free;
    sql.exec('DELETE FROM takes WHERE n <= ?', taken.n - Math.max(...rates.map(({ most }) => most)));
    if (taken.n === 1) void this.ctx.storage.setAlarm(now() + DAY);
    return null;
  }

  /** Forgets everything once nothing was taken for a day. */
  override async alarm(): Promise<void> {
    const { at } = this.ctx.storage.sql.exec<{ at: number | null }>('SELECT max(at) AS at FROM takes').one();
    if (at !== null && at + DAY > now()) await this.ctx.storage.setAlarm(at + DAY);
    else await this.ctx.storage.deleteAll();
  }
}
