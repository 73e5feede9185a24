import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface ReadEvent {
  seq: number;
  type: string;
  requestId: string;
}

/** The file of the local D1, which is read beside the running service, past all of its code. */
function file(state: string): string {
  const directory = join(state, 'v3/d1/miniflare-D1DatabaseObject');
  const [name, ...more] = readdirSync(directory).filter((entry) => /^[0-9a-f]{64}\.sqlite$/.test(entry));
  if (!name || more.length > 0) throw new Error(`There should be one D1 database in ${directory}`);
  return join(directory, name);
}

/** Rows of D1. */
export function readD1<Row>(state: string, statement: string, ...values: (string | number)[]): Row[] {
  const database = new DatabaseSync(file(state), { readOnly: true, timeout: 5_000 });
  try {
    return database.prepare(statement).all(...values) as Row[];
  } finally {
    database.close();
  }
}

/** What D1 has of a user's events, oldest first. */
export const projectedEvents = (state: string, userId: string): ReadEvent[] =>
  readD1(
    state,
    'SELECT seq, type, request_id AS requestId FROM events WHERE user_id = ? ORDER BY epoch, seq',
    userId,
  );

/** Which of these requests have an event in D1. */
export const projectedRequests = (state: string, requestIds: string[]): string[] =>
  readD1<{ id: string }>(
    state,
    'SELECT DISTINCT request_id AS id FROM events WHERE request_id IN (SELECT value FROM json_each(?))',
    JSON.stringify(requestIds),
  ).map(({ id }) => id);

/** Every code that was mailed to an address, each as often as it was. */
export const mailedCodes = (state: string, address: string): string[] =>
  readD1<{ text: string }>(state, 'SELECT text FROM dev_messages WHERE "to" = ? ORDER BY id', address)
    .map(({ text }) => /^Your code: (\S+)$/m.exec(text)?.[1])
    .filter((code) => code !== undefined);

/** How many mails with such a subject an address got. */
export const mailsOf = (state: string, address: string, subject: string): number =>
  readD1<{ count: number }>(
    state,
    'SELECT count(*) AS count FROM dev_messages WHERE "to" = ? AND subject LIKE ?',
    address,
    `%${subject}%`,
  )[0]!.count;

/** Keeps D1 from writing, as another process that holds its file's lock does. @returns what lets it write again */
export function lockD1(state: string): () => void {
  const database = new DatabaseSync(file(state), { timeout: 5_000 });
  database.exec('BEGIN IMMEDIATE');
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}
