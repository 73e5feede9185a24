import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Role } from '../../schema/api/role.ts';
import { roles, users } from '../../schema/tables.ts';

export interface DirectoryPerson {
  id: string;
  email: string;
  role: Role | null;
}

/** Whose account an id is, and what he is to the service besides its user. */
export async function findPerson(db: D1Database, id: string): Promise<DirectoryPerson | null> {
  const [found] = await drizzle(db)
    .select({ id: users.id, email: users.email, role: roles.role })
    .from(users)
    .leftJoin(roles, eq(roles.userId, users.id))
    .where(eq(users.id, id));
  return found ?? null;
}
