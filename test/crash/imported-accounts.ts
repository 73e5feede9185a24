import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readD1 } from './read-model.ts';

const count = (state: string, statement: string, ...values: string[]) =>
  readD1<{ count: number }>(state, statement, ...values)[0]!.count;

/** What D1 has of an import that should not be so, once everything was projected. */
export function importFaults(state: string, id: string, users: number): string[] {
  const found = {
    users: count(state, `SELECT count(*) AS count FROM users WHERE email_canonical LIKE 'import-%'`),
    addresses: count(
      state,
      `SELECT count(DISTINCT email_canonical) AS count FROM users WHERE email_canonical LIKE 'import-%'`,
    ),
    'events account.imported': count(
      state,
      `SELECT count(*) AS count FROM events WHERE type = 'account.imported'`,
    ),
    'accounts with that event': count(
      state,
      `SELECT count(DISTINCT user_id) AS count FROM events JOIN users ON users.id = user_id
         WHERE type = 'account.imported'`,
    ),
    passwords: count(
      state,
      `SELECT count(*) AS count FROM factors JOIN users ON users.id = user_id
         WHERE method = 'password' AND email_canonical LIKE 'import-%'`,
    ),
  };
  const wrong = Object.entries(found)
    .filter(([, number]) => number !== users)
    .map(([what, number]) => `${number} ${what} in D1 instead of ${users}`);
  for (const type of ['import.started', 'import.finished']) {
    const events = count(
      state,
      `SELECT count(*) AS count FROM events WHERE user_id = 'service' AND type = '${type}' AND detail ->> 'import' = ?`,
      id,
    );
    if (events !== 1) wrong.push(`${events} events ${type} instead of one`);
  }
  return wrong;
}

/** What the accounts' own storage has that should not be so: read file by file, past all of the service's code. */
export function importedAccounts(state: string, users: number): string[] {
  const directory = join(state, 'v3/do/countersign-UserObject');
  const seen = new Map<string, number>();
  for (const name of readdirSync(directory).filter((entry) => /^[0-9a-f]{64}\.sqlite$/.test(entry))) {
    const database = new DatabaseSync(join(directory, name), { readOnly: true, timeout: 5_000 });
    try {
      const tables = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'account'`).all();
      if (tables.length === 0) continue;
      const [account] = database
        .prepare(
          `SELECT email, (SELECT count(*) FROM events WHERE type = 'account.imported') AS imported,
             (SELECT count(*) FROM factors WHERE method = 'password') AS passwords FROM account`,
        )
        .all() as { email: string | null; imported: number; passwords: number }[];
      if (!account?.email?.startsWith('import-')) continue;
      const once = account.imported === 1 && account.passwords === 1;
      seen.set(account.email, (seen.get(account.email) ?? 0) + (once ? 1 : 100));
    } finally {
      database.close();
    }
  }
  const twice = [...seen].filter(([, times]) => times !== 1).map(([email]) => `${email} was made twice`);
  return seen.size === users ? twice : [...twice, `${seen.size} accounts have storage instead of ${users}`];
}
