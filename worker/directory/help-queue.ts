import { and, asc, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { HelpRequest } from '../../schema/api/administered.ts';
import { helpRequests, roles, users } from '../../schema/tables.ts';
import { HELP_REQUESTS_PER_PAGE } from '../policy/limits.ts';

/**
 * Who asked for help and has none yet, the oldest first.
 * @param after the `next` of the page before: `<at>.<id>`
 */
export async function listHelpRequests(
  db: D1Database,
  after: string | undefined,
): Promise<{ requests: HelpRequest[]; next: string | null }> {
  const { at, id } = helpRequests;
  const [lastAt = '', lastId = ''] = after?.split('.') ?? [];
  const rows = await drizzle(db)
    .select({
      id,
      userId: helpRequests.userId,
      email: users.email,
      role: roles.role,
      at,
      proofs: helpRequests.proofs,
      words: helpRequests.words,
    })
    .from(helpRequests)
    .innerJoin(users, eq(users.id, helpRequests.userId))
    .leftJoin(roles, eq(roles.userId, helpRequests.userId))
    .where(
      and(
        eq(helpRequests.state, 'open'),
        after === undefined ? undefined : sql`(${at}, ${id}) > (${Number(lastAt)}, ${lastId})`,
      ),
    )
    .orderBy(asc(at), asc(id))
    .limit(HELP_REQUESTS_PER_PAGE + 1);
  const page = rows.slice(0, HELP_REQUESTS_PER_PAGE);
  const last = page.at(-1);
  return {
    requests: page.map((row) => ({
      ...row,
      at: new Date(row.at).toISOString(),
      proofs: row.proofs.split(' ').filter(Boolean),
    })),
    next: rows.length > page.length && last ? `${last.at}.${last.id}` : null,
  };
}

/** Whose request this is. */
export async function findHelpRequest(db: D1Database, id: string): Promise<string | null> {
  const [found] = await drizzle(db)
    .select({ userId: helpRequests.userId })
    .from(helpRequests)
    .where(eq(helpRequests.id, id));
  return found?.userId ?? null;
}
