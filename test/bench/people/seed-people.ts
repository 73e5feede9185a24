import { DatabaseSync } from 'node:sqlite';

export interface Population {
  people: number;
  events: number;
}

const FIRST = [
  'Ada',
  'Zoë',
  'Grace',
  'Linus',
  'Chloé',
  'Omar',
  'Yuki',
  'Ingrid',
  'Mateo',
  'Fatima',
  'Łukasz',
  'Noor',
];
const LAST = [
  'Lovelace',
  'Hopper',
  'Dubois',
  'Çelik',
  'García',
  'Sørensen',
  'Novak',
  'Okafor',
  'Tanaka',
  'Weber',
  'Rossi',
];
const DAY = 86_400_000;

/**
 * Fills a local D1 with people and their events, past the Worker, by bulk statements: a fifth without a second step,
 * one in twenty with few codes, one in fifty locked, an eighth inactive. The counts are made to fit.
 * @param file the database's own file
 */
export function seedPeople(file: string, { people, events }: Population, now: number): void {
  const database = new DatabaseSync(file, { timeout: 30_000 });
  const run = (text: string, ...values: (string | number)[]) => database.prepare(text).run(...values);
  const numbers = (count: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count} - 1)`;
  const word = (list: string[], by: string) =>
    `json_extract('${JSON.stringify(list)}', '$[' || (${by} % ${list.length}) || ']')`;
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  run(
    `${numbers(people)} INSERT INTO users (id, email, email_canonical, created_at, two_step, recovery_codes_left,
       second_step, locked_until, last_sign_in_at, name)
     SELECT printf('seed%08x', i * 2654435761 % 4294967296), printf('person%06d@example.com', i), printf('person%06d@example.com', i),
       ?1 - (i % 700 + 100) * ${DAY}, i % 5 <> 0, iif(i % 5 = 0, 0, iif(i % 20 = 1, 2, 10)),
       iif(i % 5 = 0, 'none', iif(i % 5 = 1, 'passkey', iif(i % 5 = 2, 'push', 'totp'))),
       iif(i % 50 = 7, ?1 + ${DAY} + i, iif(i % 3 = 0, ?1 - i, 0)), ?1 - iif(i % 8 = 3, 120, i % 60) * ${DAY} - i,
       ${word(FIRST, 'i')} || ' ' || ${word(LAST, 'i / 12')} FROM n`,
    now,
  );
  run(
    `INSERT INTO user_names SELECT id, lower(name) FROM users WHERE id LIKE 'seed%'
       UNION ALL SELECT id, lower(substr(name, instr(name, ' ') + 1)) FROM users WHERE id LIKE 'seed%'`,
  );
  run(
    `${numbers(events)} INSERT INTO events (user_id, epoch, seq, at, type, method, session_id, ip, user_agent, place,
       request_id, detail, hash)
     SELECT printf('seed%08x', (i % ${people}) * 2654435761 % 4294967296), 1, i / ${people} + 1,
       ?1 - (${events} - i) * (${90 * DAY} / ${events}),
       iif(i % 11 = 0, 'sign-in.failed', iif(i % 17 = 0, 'challenge.failed', iif(i % 101 = 0, 'factor.locked',
         iif(i % 13 = 0, 'code.sent', iif(i % 997 = 0, 'message.undelivered', 'sign-in.succeeded'))))),
       iif(i % 11 = 0, 'password', iif(i % 13 = 0, 'email', iif(i % 3 = 0, 'passkey', 'totp'))), 'session', '192.0.2.1', 'Firefox', 'Lyon, FR',
       printf('request-%08d', i), '{}', printf('hash-%08d', i) FROM n`,
    now,
  );
  run('DELETE FROM daily_events');
  run(
    `INSERT INTO daily_events SELECT at / ${DAY}, type, coalesce(method, ''), count(*) FROM events GROUP BY 1, 2, 3`,
  );
  run('DELETE FROM coverage');
  run(
    `${numbers(90)} INSERT INTO coverage
       SELECT second_step, ?1 / ${DAY} - i, round(people * iif(second_step = 'none', 1 + i / 60.0, 1 - i / 130.0))
         FROM (SELECT second_step, count(*) AS people FROM users GROUP BY 1), n`,
    Math.floor(now),
  );
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}
