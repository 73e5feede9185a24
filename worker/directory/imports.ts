import type { SQL } from 'drizzle-orm';
import { and, desc, eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Import, ImportList } from '../../schema/api/import.ts';
import { imports } from '../../schema/tables.ts';
import { IMPORTS_PER_PAGE } from '../policy/limits.ts';
import { commitWithEvent, type ServiceEvent } from './service-ledger.ts';

const rowOf = (view: Import) => ({
  id: view.id,
  createdAt: Date.parse(view.createdAt),
  state: view.state,
  view: JSON.stringify(view),
});

/** Notes that there is an import; doing it twice is the same as doing it once. */
export async function insertImport(db: D1Database, view: Import): Promise<void> {
  await drizzle(db).insert(imports).values(rowOf(view)).onConflictDoNothing();
}

/** What an import last said of itself. */
export async function findImport(db: D1Database, id: string): Promise<Import | null> {
  const [found] = await drizzle(db).select({ view: imports.view }).from(imports).where(eq(imports.id, id));
  return found ? (JSON.parse(found.view) as Import) : null;
}

/** All imports, the newest first, a page at a time. @param before the `next` of the page before */
export async function listImports(db: D1Database, before: string | undefined): Promise<ImportList> {
  const [at, id] = before?.split('.') ?? [];
  const rows = await drizzle(db)
    .select({ id: imports.id, createdAt: imports.createdAt, view: imports.view })
    .from(imports)
    .where(at && id ? sql`(${imports.createdAt}, ${imports.id}) < (${Number(at)}, ${id})` : undefined)
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(IMPORTS_PER_PAGE + 1);
  const page = rows.slice(0, IMPORTS_PER_PAGE);
  const last = page.at(-1);
  return {
    imports: page.map(({ view }) => JSON.parse(view) as Import),
    next: rows.length > page.length && last ? `${last.createdAt}.${last.id}` : null,
  };
}

const update = ({ id, state, view }: ReturnType<typeof rowOf>, condition: SQL) =>
  sql`UPDATE imports SET state = ${state}, view = ${view} WHERE id = ${id} AND ${condition}`;

/** Notes how far an import is. Its object does so one step after the other. */
export async function saveImport(db: D1Database, view: Import): Promise<void> {
  const { id, ...row } = rowOf(view);
  await drizzle(db)
    .update(imports)
    .set(row)
    .where(and(eq(imports.id, id)));
}

/**
 * Notes that an import went over to another state, in one commit with its event, once.
 * @param from the state that it leaves
 * @returns whether it did now: not, where it was noted before
 */
export function commitState(
  db: D1Database,
  view: Import,
  from: readonly Import['state'][],
  event: ServiceEvent,
): Promise<boolean> {
  const states = sql.join(
    from.map((state) => sql`${state}`),
    sql`, `,
  );
  const left = sql`EXISTS (SELECT 1 FROM imports WHERE id = ${view.id} AND state IN (${states}))`;
  return commitWithEvent(db, event, left, [update(rowOf(view), left)]);
}

/** Those of these addresses, in their one spelling, that have an account. */
export async function takenAddresses(db: D1Database, canonical: string[]): Promise<ReadonlySet<string>> {
  if (canonical.length === 0) return new Set();
  const { results } = await db
    .prepare(
      `SELECT email_canonical AS email FROM json_each(?) JOIN users ON email_canonical = json_each.value`,
    )
    .bind(JSON.stringify(canonical))
    .all<{ email: string }>();
  return new Set(results.map(({ email }) => email));
}
