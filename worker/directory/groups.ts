import { and, eq, gt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Group, GroupPage } from '../../schema/api/group.ts';
import { groupMembers, groups, users } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import { commitWithEvent, type ServiceEvent } from './service-ledger.ts';

const MEMBERS_PER_PAGE = 50;
/** Groups of the service: the policy page lists them all. */
const GROUPS_MAX = 500;

const canonical = (name: string) => name.normalize('NFKC').toLowerCase();
const instant = (ms: number) => new Date(ms).toISOString();

const columns = {
  id: groups.id,
  name: groups.name,
  createdAt: groups.createdAt,
  members: sql<number>`(SELECT count(*) FROM group_members WHERE group_id = ${groups.id})`,
};

/** All groups, by name. */
export async function listGroups(db: D1Database): Promise<Group[]> {
  const rows = await drizzle(db).select(columns).from(groups).orderBy(groups.nameCanonical).limit(GROUPS_MAX);
  return rows.map((row) => ({ ...row, createdAt: instant(row.createdAt) }));
}

/** A group and a page of its members, in the order of their ids. @returns null where there is none */
export async function findGroup(db: D1Database, id: string, after = ''): Promise<GroupPage | null> {
  const directory = drizzle(db);
  const [[group], members] = await directory.batch([
    directory.select(columns).from(groups).where(eq(groups.id, id)),
    directory
      .select({ userId: groupMembers.userId, email: users.email, addedAt: groupMembers.addedAt })
      .from(groupMembers)
      .innerJoin(users, eq(users.id, groupMembers.userId))
      .where(and(eq(groupMembers.groupId, id), gt(groupMembers.userId, after)))
      .orderBy(groupMembers.userId)
      .limit(MEMBERS_PER_PAGE + 1),
  ]);
  if (!group) return null;
  const shown = members.slice(0, MEMBERS_PER_PAGE);
  return {
    group: { ...group, createdAt: instant(group.createdAt) },
    members: shown.map((row) => ({ ...row, addedAt: instant(row.addedAt) })),
    next: members.length > MEMBERS_PER_PAGE ? shown.at(-1)!.userId : null,
  };
}

/** The ids of the groups that somebody is in. */
export async function groupsOf(db: D1Database, userId: string): Promise<string[]> {
  const rows = await drizzle(db)
    .select({ id: groupMembers.groupId })
    .from(groupMembers)
    .where(eq(groupMembers.userId, userId));
  return rows.map(({ id }) => id);
}

/** Those of some ids that are groups. */
export async function knownGroups(db: D1Database, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await drizzle(db)
    .select({ id: groups.id })
    .from(groups)
    .where(sql`${groups.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Set(rows.map(({ id }) => id));
}

/** @returns whether it was made: not, where there is one of that name, or as many as there may be */
export function createGroup(db: D1Database, id: string, name: string, event: ServiceEvent): Promise<boolean> {
  const condition = sql`NOT EXISTS (SELECT 1 FROM groups WHERE name_canonical = ${canonical(name)})
    AND (SELECT count(*) FROM groups) < ${GROUPS_MAX}`;
  return commitWithEvent(db, event, condition, [
    sql`INSERT INTO groups (id, name, name_canonical, created_at)
          SELECT ${id}, ${name}, ${canonical(name)}, ${now()} WHERE ${condition}`,
  ]);
}

/** @returns whether it was renamed: not, where another one has that name */
export function renameGroup(db: D1Database, id: string, name: string, event: ServiceEvent): Promise<boolean> {
  const condition = sql`NOT EXISTS (SELECT 1 FROM groups WHERE name_canonical = ${canonical(name)} AND id <> ${id})`;
  return commitWithEvent(db, event, condition, [
    sql`UPDATE groups SET name = ${name}, name_canonical = ${canonical(name)} WHERE id = ${id} AND ${condition}`,
  ]);
}

/** @returns whether it was deleted: not, where the policy that holds speaks of it */
export function deleteGroup(db: D1Database, id: string, event: ServiceEvent): Promise<boolean> {
  const condition = sql`NOT EXISTS (SELECT 1 FROM policies
    WHERE version = (SELECT max(version) FROM policies) AND instr(document, ${JSON.stringify(id)}) > 0)`;
  return commitWithEvent(db, event, condition, [
    sql`DELETE FROM group_members WHERE group_id = ${id} AND ${condition}`,
    sql`DELETE FROM groups WHERE id = ${id} AND ${condition}`,
  ]);
}

/** Puts somebody into a group; being in it already changes nothing. */
export function addMember(db: D1Database, id: string, userId: string, event: ServiceEvent): Promise<boolean> {
  const condition = sql`EXISTS (SELECT 1 FROM groups WHERE id = ${id})
    AND NOT EXISTS (SELECT 1 FROM group_members WHERE group_id = ${id} AND user_id = ${userId})`;
  return commitWithEvent(db, event, condition, [
    sql`INSERT INTO group_members (group_id, user_id, added_at)
          SELECT ${id}, ${userId}, ${now()} WHERE ${condition}`,
  ]);
}

/** @returns whether he was in it */
export function removeMember(
  db: D1Database,
  id: string,
  userId: string,
  event: ServiceEvent,
): Promise<boolean> {
  const condition = sql`EXISTS (SELECT 1 FROM group_members WHERE group_id = ${id} AND user_id = ${userId})`;
  return commitWithEvent(db, event, condition, [
    sql`DELETE FROM group_members WHERE group_id = ${id} AND user_id = ${userId}`,
  ]);
}
