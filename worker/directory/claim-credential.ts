import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { credentials } from '../../schema/tables.ts';

/**
 * Makes a passkey's id this user's for good, if it is nobody's yet. Of two accounts that try at once one gets
 * it; trying again is the same as once.
 * @param id base64url
 * @returns whether it is this user's
 */
export async function claimCredential(database: D1Database, id: string, userId: string): Promise<boolean> {
  const db = drizzle(database);
  await db.insert(credentials).values({ id, userId }).onConflictDoNothing();
  const [owner] = await db
    .select({ userId: credentials.userId })
    .from(credentials)
    .where(eq(credentials.id, id));
  return owner?.userId === userId;
}
