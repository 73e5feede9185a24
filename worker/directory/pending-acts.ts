import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { drizzle } from 'drizzle-orm/d1';
import type { PendingAct } from '../../schema/api/administered.ts';
import { pendingActs, users } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import { PENDING_ACTS_LISTED } from '../policy/limits.ts';

const iso = (at: number) => new Date(at).toISOString();

/** Administrators' acts that wait, the oldest first. */
export async function listPendingActs(db: D1Database): Promise<PendingAct[]> {
  const asker = alias(users, 'asker');
  const rows = await drizzle(db)
    .select({
      id: pendingActs.id,
      userId: pendingActs.userId,
      email: users.email,
      type: pendingActs.type,
      reason: pendingActs.reason,
      askedBy: pendingActs.askedBy,
      askerEmail: asker.email,
      askedRole: pendingActs.askedRole,
      askedAt: pendingActs.askedAt,
      readyAt: pendingActs.readyAt,
      expiresAt: pendingActs.expiresAt,
      state: pendingActs.state,
    })
    .from(pendingActs)
    .innerJoin(users, eq(users.id, pendingActs.userId))
    .leftJoin(asker, eq(asker.id, pendingActs.askedBy))
    .where(and(inArray(pendingActs.state, ['waiting', 'approved']), gt(pendingActs.expiresAt, now())))
    .orderBy(asc(pendingActs.askedAt))
    .limit(PENDING_ACTS_LISTED);
  return rows.map(({ askedBy, askerEmail, askedRole, askedAt, readyAt, expiresAt, state, ...row }) => ({
    ...row,
    askedBy: { id: askedBy, email: askerEmail, role: askedRole },
    askedAt: iso(askedAt),
    readyAt: readyAt === null ? null : iso(readyAt),
    expiresAt: iso(expiresAt),
    state: state as PendingAct['state'],
  }));
}

/** Whose account it is about, and who asked for it. */
export async function findPendingAct(
  db: D1Database,
  id: string,
): Promise<{ userId: string; askedBy: string } | null> {
  const [found] = await drizzle(db)
    .select({ userId: pendingActs.userId, askedBy: pendingActs.askedBy })
    .from(pendingActs)
    .where(eq(pendingActs.id, id));
  return found ?? null;
}
