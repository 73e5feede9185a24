import { desc, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { PolicyAnswer } from '../../schema/api/policy.ts';
import { policies, users } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { readBounds } from '../policy/within.ts';
import { commitWithEvent, type ServiceEvent } from './service-ledger.ts';

/** Versions that the page lists. */
const HISTORY = 20;

/** The policy as it holds, with the versions before it. */
export async function findPolicy(db: D1Database): Promise<PolicyAnswer> {
  const rows = await drizzle(db)
    .select({ version: policies.version, at: policies.at, by: users.email, reason: policies.reason })
    .from(policies)
    .leftJoin(users, eq(users.id, policies.by))
    .orderBy(desc(policies.version))
    .limit(HISTORY + 1);
  const [newest = { version: 0, at: null, by: null, reason: null }, ...history] = rows.map((row) => ({
    ...row,
    at: new Date(row.at).toISOString(),
  }));
  const policy = readPolicy(newest.version === 0 ? null : await findDocument(db, newest.version));
  return { ...newest, policy, bounds: readBounds(), history };
}

async function findDocument(db: D1Database, version: number): Promise<string> {
  const [row] = await drizzle(db)
    .select({ document: policies.document })
    .from(policies)
    .where(eq(policies.version, version));
  return row!.document;
}

interface NewPolicy {
  basedOn: number;
  /** JSON. */
  document: string;
  /** The groups that it speaks of, each once. */
  groups: string[];
  by: string;
  reason: string;
}

/**
 * Writes the next version, in one commit with its event.
 * @returns whether it was: not, where the newest one is not the one that it was made from, or a group is gone
 */
export function writePolicy(
  db: D1Database,
  { basedOn, document, groups, by, reason }: NewPolicy,
  event: ServiceEvent,
): Promise<boolean> {
  const condition = sql`(SELECT coalesce(max(version), 0) FROM policies) = ${basedOn}
    AND (SELECT count(*) FROM groups WHERE id IN (SELECT value FROM json_each(${JSON.stringify(groups)}))) = ${groups.length}`;
  return commitWithEvent(db, event, condition, [
    sql`INSERT INTO policies (version, at, "by", reason, document)
          SELECT ${basedOn + 1}, ${now()}, ${by}, ${reason}, ${document} WHERE ${condition}`,
  ]);
}
