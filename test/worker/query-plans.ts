import { env } from 'cloudflare:workers';
import { vi } from 'vitest';

export interface Statement {
  text: string;
  values: unknown[];
}

/** Notes every statement that D1 is given, until `vi.restoreAllMocks`; not those of the dev inbox. */
export function recordStatements(): Statement[] {
  const statements: Statement[] = [];
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  const { prepare } = database;
  vi.spyOn(database, 'prepare').mockImplementation(function (this: D1Database, text) {
    const prepared = prepare.call(this, text);
    if (text.startsWith('EXPLAIN') || text.includes('dev_messages')) return prepared;
    const statement: Statement = { text, values: [] };
    statements.push(statement);
    const bind = prepared.bind.bind(prepared);
    prepared.bind = (...values) => {
      statement.values = values;
      return bind(...values);
    };
    return prepared;
  });
  return statements;
}

/** What a statement reads whole, which is no table: parameters, and the few rows that it made itself. */
const NO_TABLES = new Set(['json_each', 'moved', 'CONSTANT']);

/** The tables that SQLite would read whole for a statement. */
export async function scanned({ text, values }: Statement): Promise<string[]> {
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`)
    .bind(...values)
    .all<{ detail: string }>();
  return results
    .map(({ detail }) => /^SCAN (?!\d)(\S+)/.exec(detail)?.[1] ?? '')
    .filter((name) => name && !NO_TABLES.has(name));
}
