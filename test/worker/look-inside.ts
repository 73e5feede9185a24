import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { ChallengeRow, EventRow, FactorRow } from '../../schema/user-tables.ts';

/** What a user's object holds, for what no answer tells: counters, the ledger, how far it got out. */

export const userStub = (home: string) => env.USERS.get(env.USERS.idFromName(home));

/** Rows of the object's own SQLite. */
export const rows = <Row>(home: string, statement: string, ...values: unknown[]): Promise<Row[]> =>
  runInDurableObject(
    userStub(home),
    (_, { storage }) => storage.sql.exec(statement, ...values).toArray() as Row[],
  );

export const eventsOf = (home: string) => rows<EventRow>(home, 'SELECT * FROM events ORDER BY seq');

export const challengesOf = (home: string) =>
  rows<ChallengeRow>(home, 'SELECT * FROM challenges ORDER BY created_at');

export async function factorRow(home: string, id: string): Promise<FactorRow> {
  const [row] = await rows<FactorRow>(home, 'SELECT * FROM factors WHERE id = ?', id);
  return row!;
}

/** How many answers were looked at: the wrong ones by the ledger. */
export const wrongAnswers = async (home: string) =>
  (await eventsOf(home)).filter(({ type }) => type === 'challenge.failed').length;
