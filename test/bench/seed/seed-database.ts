import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { insertEvents } from './seed-events.ts';
import { insertRest } from './seed-rest.ts';
import { insertUsers, makeUsers, type SeededUser } from './seed-users.ts';

/**
 * Fills a Worker's D1, that its migrations have made, while nothing runs on it. Indices are made anew after the
 * rows, as the migrations said them: that takes a tenth of the time. There are no statistics (`ANALYZE`) of
 * it, as there are none in a D1 that nobody tended.
 * @param directory that the Worker's files are in
 */
export function seedDatabase(directory: string, people: number, events: number): SeededUser[] {
  const database = new DatabaseSync(fileIn(directory));
  const now = Date.now();
  try {
    database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -500000');
    const indices = database
      .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`)
      .all() as { name: string; sql: string }[];
    database.exec('BEGIN');
    for (const { name } of indices) database.exec(`DROP INDEX ${name}`);
    const users = makeUsers(people, now);
    insertEvents(database, users, events, now);
    insertUsers(database, users, now);
    insertRest(database, users, now);
    for (const { sql } of indices) database.exec(sql);
    database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
    return users;
  } finally {
    database.close();
  }
}

/** The SQLite file of a Worker's one D1. */
function fileIn(directory: string): string {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /d1.*[0-9a-f]{64}\.sqlite$/i.test(path),
  );
  if (files.length !== 1) throw new Error(`One D1 is expected in ${directory}, there are ${files.length}`);
  return join(directory, files[0]!);
}
