import { env } from 'cloudflare:workers';
import type { users } from '../../schema/tables.ts';
import { nameWords } from '../../worker/directory/name-words.ts';

type UserRow = Partial<Omit<typeof users.$inferInsert, 'id' | 'email'>>;

/** A row of the directory and its names, as the projection writes them, without the account. @returns its id */
export async function putUser(email: string, row: UserRow = {}, id = crypto.randomUUID()): Promise<string> {
  const { name = null, createdAt = Date.now(), twoStep = 0, recoveryCodesLeft = 0 } = row;
  const { secondStep = 'none', lockedUntil = 0, lastSignInAt = null } = row;
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO users (id, email, email_canonical, created_at, two_step, recovery_codes_left, second_step,
         locked_until, last_sign_in_at, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).bind(
      id,
      email,
      email.toLowerCase(),
      createdAt,
      twoStep,
      recoveryCodesLeft,
      secondStep,
      lockedUntil,
      lastSignInAt,
      name,
    ),
    ...nameWords(name ?? '').map((words) =>
      env.DB.prepare('INSERT INTO user_names VALUES (?, ?)').bind(id, words),
    ),
  ]);
  return id;
}
