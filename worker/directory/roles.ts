import { desc, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { drizzle } from 'drizzle-orm/d1';
import type { Permission, Role, RoleHolder } from '../../schema/api/role.ts';
import { mayActOn } from '../../schema/may-act-on.ts';
import { MAY } from '../../schema/role-permissions.ts';
import { roles, users } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import { digest } from '../crypto/digest.ts';
import { OWNERS_ASKED } from '../policy/limits.ts';
import type { ServiceEvent } from './service-ledger.ts';
import { commitWithEvent } from './service-ledger.ts';

/** What somebody is to the service besides its user, if anything. */
export async function findRole(db: D1Database, userId: string): Promise<Role | null> {
  const [found] = await drizzle(db).select({ role: roles.role }).from(roles).where(eq(roles.userId, userId));
  return found?.role ?? null;
}

/** Whether somebody has a permission by the role that he has now. */
export async function holds(db: D1Database, userId: string, permission: Permission): Promise<boolean> {
  const role = await findRole(db, userId);
  return role !== null && MAY[permission].includes(role);
}

/** Whether somebody may reset a person's account, by the roles that both have now. */
export async function mayReset(db: D1Database, actor: string, person: string): Promise<boolean> {
  const rows = await drizzle(db)
    .select({ userId: roles.userId, role: roles.role })
    .from(roles)
    .where(inArray(roles.userId, [actor, person]));
  const roleOf = (id: string) => rows.find(({ userId }) => userId === id)?.role ?? null;
  const own = roleOf(actor);
  return own !== null && MAY['people.reset'].includes(own) && mayActOn(own, roleOf(person));
}

/** Everybody who has a role, the oldest grant first. */
export async function listRoles(db: D1Database): Promise<RoleHolder[]> {
  const granter = alias(users, 'granter');
  const rows = await drizzle(db)
    .select({
      userId: roles.userId,
      email: users.email,
      role: roles.role,
      grantedAt: roles.grantedAt,
      grantedBy: granter.email,
    })
    .from(roles)
    .innerJoin(users, eq(users.id, roles.userId))
    .leftJoin(granter, eq(granter.id, roles.grantedBy))
    .orderBy(roles.grantedAt, roles.userId);
  return rows.map((row) => ({ ...row, grantedAt: new Date(row.grantedAt).toISOString() }));
}

/** The ids of the owners, who are few; the newest first. */
export async function listOwners(db: D1Database): Promise<string[]> {
  const rows = await drizzle(db)
    .select({ userId: roles.userId })
    .from(roles)
    .where(eq(roles.role, 'owner'))
    .orderBy(desc(roles.grantedAt))
    .limit(OWNERS_ASKED);
  return rows.map(({ userId }) => userId);
}

/** True unless it would leave no owner, in whatever order two owners ask. */
const leavesAnOwner = (userId: string) =>
  sql`(EXISTS (SELECT 1 FROM roles WHERE role = 'owner' AND user_id <> ${userId})
       OR NOT EXISTS (SELECT 1 FROM roles WHERE role = 'owner' AND user_id = ${userId}))`;

/**
 * Grants or changes a role, in one commit with its event.
 * @returns whether it was: not, where there would be no owner left
 */
export function grantRole(
  db: D1Database,
  userId: string,
  role: Role,
  grantedBy: string,
  event: ServiceEvent,
): Promise<boolean> {
  const condition = role === 'owner' ? sql`true` : leavesAnOwner(userId);
  return commitWithEvent(db, event, condition, [
    sql`INSERT INTO roles (user_id, role, granted_at, granted_by)
          SELECT ${userId}, ${role}, ${now()}, ${grantedBy} WHERE ${condition}
          ON CONFLICT (user_id) DO UPDATE
            SET role = excluded.role, granted_at = excluded.granted_at, granted_by = excluded.granted_by`,
  ]);
}

/** Takes a role away, in one commit with its event. @returns whether it was, as `grantRole` */
export function withdrawRole(db: D1Database, userId: string, event: ServiceEvent): Promise<boolean> {
  const condition = leavesAnOwner(userId);
  return commitWithEvent(db, event, condition, [
    sql`DELETE FROM roles WHERE user_id = ${userId} AND ${condition}`,
  ]);
}

/**
 * Makes the first owner by the link that the operator's command put into D1, once.
 * @returns whether it did: not, where the link is used, old or made up, or where there is an owner
 */
export function claimOwnership(
  db: D1Database,
  userId: string,
  token: string,
  event: ServiceEvent,
): Promise<boolean> {
  const hash = digest(token);
  const condition = sql`EXISTS (SELECT 1 FROM owner_links WHERE hash = ${hash} AND expires_at > ${now()})
    AND NOT EXISTS (SELECT 1 FROM roles WHERE role = 'owner')`;
  return commitWithEvent(db, event, condition, [
    sql`INSERT INTO roles (user_id, role, granted_at, granted_by)
          SELECT ${userId}, 'owner', ${now()}, NULL WHERE ${condition}
          ON CONFLICT (user_id) DO UPDATE SET role = 'owner', granted_at = excluded.granted_at, granted_by = NULL`,
    // With an owner no link is good any more, whoever it was made for.
    sql`DELETE FROM owner_links WHERE EXISTS (SELECT 1 FROM roles WHERE role = 'owner')`,
  ]);
}
