import type { DatabaseSync } from 'node:sqlite';
import { ROLES } from '../../../schema/api/role.ts';
import { ADMINISTRATORS } from './seed-events.ts';
import { DAY_MS, type SeededUser } from './seed-users.ts';

const GROUPS = 40;

/** Roles, groups, factors, sessions, imports, and the queues of an administration that many people need. */
export function insertRest(database: DatabaseSync, users: SeededUser[], now: number): void {
  const role = database.prepare('INSERT INTO roles (user_id, role, granted_at) VALUES (?, ?, ?)');
  users.slice(0, ADMINISTRATORS).forEach(({ id }, index) => {
    role.run(id, ROLES[Math.min(index, ROLES.length - 1)]!, now - index);
  });
  const group = database.prepare(
    'INSERT INTO groups (id, name, name_canonical, created_at) VALUES (?1, ?1, ?1, ?2)',
  );
  const member = database.prepare('INSERT INTO group_members (group_id, user_id, added_at) VALUES (?, ?, ?)');
  for (let index = 0; index < GROUPS; index++) {
    group.run(`group-${index}`, now);
    // Of the first everybody is a member, of the next half of all, and so on down to a few.
    const step = Math.min(2 ** index, 5_000);
    for (let at = 0; at < users.length; at += step) member.run(`group-${index}`, users[at]!.id, now);
  }
  const help = database.prepare(
    `INSERT INTO help_requests (user_id, id, at, proofs, words, state, epoch, seq) VALUES (?, ?, ?, 'email', ?, ?, 1, 1)`,
  );
  const act = database.prepare(
    `INSERT INTO pending_acts (user_id, id, type, reason, asked_by, asked_role, asked_at, expires_at, state, epoch, seq)
       VALUES (?, ?, 'reset', 'Known by voice', ?, 'admin', ?, ?, ?, 1, 1)`,
  );
  users.slice(0, users.length / 20).forEach(({ id }, index) => {
    const at = now - index * 60_000;
    help.run(id, `help-${index}`, at, 'My phone is gone', index % 20 ? 'closed' : 'open');
    if (index % 10 === 0)
      act.run(id, `act-${index}`, users[0]!.id, at, at + DAY_MS, index < 500 ? 'waiting' : 'carried-out');
  });
  const imported = database.prepare('INSERT INTO imports (id, created_at, state, view) VALUES (?, ?, ?, ?)');
  for (let index = 0; index < 100; index++)
    imported.run(
      `import-${index}`,
      now - index * DAY_MS,
      'finished',
      JSON.stringify({ id: `import-${index}` }),
    );
  database.exec(SUMMARIES);
}

/** What follows from users and events, each in one statement. */
const SUMMARIES = `
  INSERT INTO factors (user_id, id, method, name, state, created_at, epoch, seq)
    SELECT id, 'password', 'password', 'Password', 'active', created_at, 1, 1 FROM users
    UNION ALL SELECT id, 'second', second_step, 'Mine', 'active', created_at, 1, 1 FROM users WHERE two_step = 1
    UNION ALL SELECT id, 'codes', 'recovery-code', 'Recovery codes', 'active', created_at, 1, 1 FROM users WHERE two_step = 1;
  INSERT INTO sessions (user_id, id, stage, level, methods, created_at, last_seen_at, expires_at, user_agent, epoch, seq)
    SELECT user_id, 'session-' || number, 'full', 2, 'password totp', at, at, at + ${DAY_MS}, user_agent, 1, seq
      FROM events WHERE type = 'sign-in.succeeded' AND number % 3 = 0;
  INSERT INTO daily_events (day, type, method, count)
    SELECT at / ${DAY_MS}, type, coalesce(method, ''), count(*) FROM events WHERE user_id <> 'service' GROUP BY 1, 2, 3;
  INSERT INTO coverage (second_step, day, people)
    SELECT second_step, day, sum(news) OVER (PARTITION BY second_step ORDER BY day)
      FROM (SELECT second_step, created_at / ${DAY_MS} AS day, count(*) AS news FROM users GROUP BY 1, 2);`;
