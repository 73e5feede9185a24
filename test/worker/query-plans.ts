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

/** What a statement reads whole, which is no table: parameters, and the few rows that it made itself (`(subquery-1)`). */
const NO_TABLES = new Set(['json_each', 'moved', 'CONSTANT']);

interface Plan {
  text: string;
  /** The tables that SQLite would read whole. */
  scanned: string[];
  /** Whether it would have to sort what it finds. */
  sorts: boolean;
}

/** What has no condition and reads from one end of an index on, as many rows as LIMIT says. */
function endsByItself(text: string): boolean {
  let outermost = text;
  for (let inner = ''; inner !== outermost;)
    [inner, outermost] = [outermost, outermost.replaceAll(/\([^()]*\)/g, '')];
  return !/\bWHERE\b/i.test(outermost) && /\bLIMIT (\?|\d+)$/i.test(outermost);
}

/** How SQLite would go about each of some statements. */
export async function plansOf(statements: Statement[]): Promise<Plan[]> {
  if (statements.length === 0) return [];
  const answers = await env.DB.batch<{ detail: string }>(
    statements.map(({ text, values }) => env.DB.prepare(`EXPLAIN QUERY PLAN ${text}`).bind(...values)),
  );
  return answers.map(({ results }, index) => {
    const { text } = statements[index]!;
    const sorts = results.some(({ detail }) => detail.includes('TEMP B-TREE'));
    const names = results.map(({ detail }) => /^SCAN (?!\d|\()(\S+)/.exec(detail)?.[1] ?? '');
    const whole = names.filter((name) => name && !NO_TABLES.has(name));
    return { text, scanned: endsByItself(text) && !sorts ? [] : whole, sorts };
  });
}

/** The tables that SQLite would read whole for a statement. */
export const scanned = async (statement: Statement): Promise<string[]> =>
  (await plansOf([statement]))[0]!.scanned;
