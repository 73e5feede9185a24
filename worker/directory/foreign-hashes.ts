/** A user whose password is hashed as another system did, and what comparing one takes. */
export interface ForeignHashCost {
  userId: string;
  ms: number;
}

/** Notes whose hashes are another system's; before there is an account that could be guessed at. */
export async function noteForeignHashes(db: D1Database, costs: ForeignHashCost[]): Promise<void> {
  if (costs.length === 0) return;
  await db
    .prepare(
      `INSERT INTO foreign_hashes (user_id, ms)
         SELECT value ->> 'userId', value ->> 'ms' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(costs))
    .run();
}

/** Forgets those of users that are none after all. */
export async function forgetForeignHashes(db: D1Database, userIds: string[]): Promise<void> {
  if (userIds.length === 0) return;
  await db
    .prepare('DELETE FROM foreign_hashes WHERE user_id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(userIds))
    .run();
}

/** What comparing a password takes at worst, by the hashes of other systems that are left; 0 where none is. */
export async function slowestForeignHash(db: D1Database): Promise<number> {
  return (await db.prepare('SELECT max(ms) AS ms FROM foreign_hashes').first<number | null>('ms')) ?? 0;
}
