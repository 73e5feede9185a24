import { and, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { users } from '../../schema/tables.ts';
import { canonicalEmail } from './canonical-email.ts';
import { countCoverage } from './coverage.ts';
import { prepare } from './prepare.ts';

/** The user that an address belongs to: the one look-up on the way of a sign-in. */
export async function findUser(db: D1Database, email: string): Promise<string | null> {
  const [found] = await drizzle(db)
    .select({ id: users.id })
    .from(users)
    .where(eq(users.emailCanonical, canonicalEmail(email)));
  return found?.id ?? null;
}

/** The same with the groups that the user is in, for the policy that his sign-in is judged by. */
export async function findUserAndGroups(
  db: D1Database,
  email: string,
): Promise<{ id: string; groups: string[] } | null> {
  const [found] = await drizzle(db)
    .select({
      id: users.id,
      groups: sql<string>`(SELECT json_group_array(group_id) FROM group_members WHERE user_id = ${users.id})`,
    })
    .from(users)
    .where(eq(users.emailCanonical, canonicalEmail(email)));
  return found ? { id: found.id, groups: JSON.parse(found.groups) as string[] } : null;
}

/**
 * Makes an address this user's, if it is nobody's yet. Doing it twice is the same as doing it once.
 * @returns whether it is now his
 */
export async function claimAddress(
  db: D1Database,
  id: string,
  email: string,
  createdAt: number,
): Promise<boolean> {
  const emailCanonical = canonicalEmail(email);
  const newcomer = sql`SELECT 'none' AS second_step, 1 AS step
    WHERE NOT EXISTS (SELECT 1 FROM users WHERE id = ${id} OR email_canonical = ${emailCanonical})`;
  const directory = drizzle(db);
  const statements = [
    countCoverage(newcomer),
    directory.insert(users).values({ id, email, emailCanonical, createdAt }).onConflictDoNothing().getSQL(),
  ];
  await db.batch(statements.map((statement) => prepare(db, statement)));
  const [owner] = await directory
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.emailCanonical, emailCanonical), eq(users.id, id)));
  return owner !== undefined;
}
