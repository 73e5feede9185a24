import { and, asc, desc, eq, gt, gte, lte } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { AuditHead } from '../../schema/api/audit.ts';
import { auditHeads, events } from '../../schema/tables.ts';
import { now } from '../clock.ts';
import { config } from '../config.ts';
import { AUDIT_PAGE, AUDIT_PAGES_PER_HEAD } from '../policy/limits.ts';
import { signWithAll } from './signing-keys.ts';
import { headText } from './statements.ts';
import { emptyTree, grow, peaksText, rootOf, treeOf } from './tree.ts';

type HeadRow = typeof auditHeads.$inferSelect;

/** The log is not what was signed: somebody changed it where he should not have been able to. */
export class LogWasChanged extends Error {
  override name = 'LogWasChanged';
}

const viewOf = ({ size, root, at, signatures }: HeadRow): AuditHead => ({
  service: config.origin,
  size,
  root,
  at: new Date(at).toISOString(),
  signatures: JSON.parse(signatures),
});

async function newestRow(database: D1Database): Promise<HeadRow | undefined> {
  const [row] = await drizzle(database)
    .select()
    .from(auditHeads)
    .where(gte(auditHeads.size, 0))
    .orderBy(desc(auditHeads.size))
    .limit(1);
  return row;
}

/** The newest signed head, if any was signed. */
export async function newestHead(database: D1Database): Promise<AuditHead | null> {
  const row = await newestRow(database);
  return row ? viewOf(row) : null;
}

/** Whether the log still has the last event that was signed, as it was. */
export async function isUnchanged(database: D1Database): Promise<boolean> {
  const row = await newestRow(database);
  return !row || row.size === 0 || (await hashAt(database, row.size)) === row.lastHash;
}

async function hashAt(database: D1Database, number: number): Promise<string | undefined> {
  const [row] = await drizzle(database)
    .select({ hash: events.hash })
    .from(events)
    .where(eq(events.number, number));
  return row?.hash;
}

/** The signed head of exactly that size, and the tree's peaks there. */
export async function headAt(
  database: D1Database,
  size: number,
): Promise<{ head: AuditHead; peaks: string[] } | null> {
  const [row] = await drizzle(database).select().from(auditHeads).where(eq(auditHeads.size, size));
  return row ? { head: viewOf(row), peaks: JSON.parse(row.peaks) } : null;
}

/** The size of the largest signed head within a range, if there is one. */
export async function headWithin(database: D1Database, above: number, upTo: number): Promise<number | null> {
  const [row] = await drizzle(database)
    .select({ size: auditHeads.size })
    .from(auditHeads)
    .where(and(gt(auditHeads.size, above), lte(auditHeads.size, upTo)))
    .orderBy(desc(auditHeads.size))
    .limit(1);
  return row?.size ?? null;
}

/**
 * Signs how many events there are by now and what they hash to, growing the tree from the last time. A long way is
 * gone in steps, each of which ends in a head of its own.
 * @returns the newest head
 * @throws LogWasChanged when the log does not go on from what was signed
 */
export async function signHead(database: D1Database): Promise<AuditHead> {
  for (;;) {
    const [row, whole] = await signStep(database);
    if (whole) return viewOf(row);
  }
}

async function signStep(database: D1Database): Promise<[row: HeadRow, whole: boolean]> {
  const db = drizzle(database);
  const last = await newestRow(database);
  const tree = last ? treeOf(last.size, JSON.parse(last.peaks)) : emptyTree();
  let lastHash = last?.lastHash ?? '';
  if (!(await isUnchanged(database)))
    throw new LogWasChanged(`Event ${tree.size} is not the one that was signed`);
  let whole = false;
  for (let page = 0; page < AUDIT_PAGES_PER_HEAD && !whole; page++) {
    const leaves = await db
      .select({
        number: events.number,
        user_id: events.userId,
        epoch: events.epoch,
        seq: events.seq,
        hash: events.hash,
      })
      .from(events)
      .where(gt(events.number, tree.size))
      .orderBy(asc(events.number))
      .limit(AUDIT_PAGE);
    for (const { number, ...leaf } of leaves) {
      if (number !== tree.size + 1) throw new LogWasChanged(`Event ${tree.size + 1} is missing`);
      grow(tree, leaf);
      lastHash = leaf.hash;
    }
    whole = leaves.length < AUDIT_PAGE;
  }
  const { size } = tree;
  const [root, at] = [rootOf(tree), now()];
  const text = headText(config.origin, size, root, new Date(at).toISOString());
  const signatures = await signWithAll(config.keyRing, text);
  const row = {
    size,
    at,
    root,
    peaks: JSON.stringify(peaksText(tree)),
    lastHash,
    signatures: JSON.stringify(signatures),
  };
  // With nothing new, the same is signed again: that nothing has come since is a statement, too.
  await db
    .insert(auditHeads)
    .values(row)
    .onConflictDoUpdate({ target: auditHeads.size, set: { at: row.at, signatures: row.signatures } });
  return [row, whole];
}
