import type { LineRow } from '../../schema/import-tables.ts';
import { config } from '../config.ts';
import { unseal } from '../crypto/seal.ts';
import { forgetForeignHashes, noteForeignHashes } from '../directory/foreign-hashes.ts';
import { userObject } from '../directory/home.ts';
import { foreignCost } from '../factors/foreign/foreign-cost.ts';
import { readForeignHash } from '../factors/foreign/read-foreign-hash.ts';
import { isOwnHash } from '../factors/password.ts';
import { IMPORT_AT_ONCE, IMPORT_LINE_TRIES, IMPORT_MADE_PER_STEP } from '../policy/limits.ts';
import { unwrap } from '../refused.ts';
import { lineContext } from './check-step.ts';
import { errorText } from '../error-text.ts';
import type { ImportStore } from './import-store.ts';
import type { ImportedUser } from './judge-line.ts';
import type { Starter } from './starter.ts';

interface Due {
  row: LineRow;
  user: ImportedUser;
}

type Outcome = 'made' | 'taken' | 'failed';

/**
 * Makes the next accounts. Each line has the id of its account from before, and the account's own object makes it
 * once, however often it is asked: so what a crash repeats neither loses nor doubles anybody.
 * @returns whether there is more to make
 * @throws Error when none of them could be made: something outside is down, and it is tried again later
 */
export async function makeStep(store: ImportStore, env: Env): Promise<boolean> {
  const { id, started_by } = store.row!;
  const rows = store.sql.all<LineRow>(
    `SELECT * FROM lines WHERE outcome = 'ready' ORDER BY line LIMIT ?`,
    IMPORT_MADE_PER_STEP,
  );
  if (rows.length === 0) return false;
  const due = await Promise.all(rows.map(async (row) => ({ row, user: await openUser(id, row) })));
  await noteForeignHashes(
    env.DB,
    due.flatMap(({ row, user }) => costOf(row, user)),
  );
  const starter = JSON.parse(started_by!) as Starter;
  const outcomes: Outcome[] = [];
  for (let at = 0; at < due.length; at += IMPORT_AT_ONCE) {
    const group = due.slice(at, at + IMPORT_AT_ONCE);
    outcomes.push(...(await Promise.all(group.map((one) => make(env, id, starter, store.row!.invite, one)))));
  }
  const lost = rows.filter((_, index) => outcomes[index] === 'taken').map(({ user_id }) => user_id!);
  await forgetForeignHashes(env.DB, lost);
  store.transaction(() => rows.forEach((row, index) => write(store, row, outcomes[index]!)));
  if (outcomes.every((outcome) => outcome === 'failed')) throw new Error('no account could be made');
  return true;
}

async function openUser(id: string, { line, sealed }: LineRow): Promise<ImportedUser> {
  const opened = await unseal(config.keyRing, lineContext(id, line), sealed!, 'import');
  return JSON.parse(new TextDecoder().decode(opened)) as ImportedUser;
}

function costOf({ user_id }: LineRow, { passwordHash }: ImportedUser) {
  const hash = passwordHash !== null && !isOwnHash(passwordHash) ? readForeignHash(passwordHash) : null;
  return hash === null || typeof hash === 'string'
    ? []
    : [{ userId: user_id!, ms: Math.ceil(foreignCost(hash).ms) }];
}

async function make(
  env: Env,
  importId: string,
  { call, actor }: Starter,
  invite: 0 | 1,
  { row, user }: Due,
): Promise<Outcome> {
  const userId = row.user_id!;
  try {
    const imported = { ...user, importId, actor, invite: invite === 1 };
    return unwrap(await userObject(env, userId).importAccount(call, userId, imported)) ? 'made' : 'taken';
  } catch (error) {
    console.error('import', errorText(error));
    return 'failed';
  }
}

function write(store: ImportStore, { line, tries }: LineRow, outcome: Outcome): void {
  if (outcome === 'failed' && tries + 1 < IMPORT_LINE_TRIES) {
    store.sql.all('UPDATE lines SET tries = tries + 1 WHERE line = ?', line);
    return;
  }
  const made = outcome === 'made';
  const problem = made ? null : outcome === 'taken' ? 'email-taken' : 'not-made';
  const written = store.sql.changed(
    `UPDATE lines SET outcome = ?, problem = ?, note = iif(?1 = 'made', note, NULL), sealed = NULL
       WHERE line = ? AND outcome = 'ready'`,
    made ? 'made' : 'problem',
    problem,
    line,
  );
  if (!written) return;
  const set = made ? 'ready = ready - 1, made = made + 1' : 'ready = ready - 1, problems = problems + 1';
  store.update(['running', 'cancelled'], set);
}
