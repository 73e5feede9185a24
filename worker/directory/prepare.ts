import type { SQL } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';

const dialect = new SQLiteSyncDialect();

/** A statement as D1's own `batch` takes it: drizzle's takes none that was written as SQL with values in it. */
export function prepare(database: D1Database, statement: SQL): D1PreparedStatement {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return database.prepare(text).bind(...params);
}
