import { DurableObject } from 'cloudflare:workers';
import type { Import, ImportReport } from '../../schema/api/import.ts';
import type { LineRow } from '../../schema/import-tables.ts';
import { now } from '../clock.ts';
import { IMPORT_LINES_PER_PAGE, IMPORT_WAIT_MS, RETRY_FIRST_MS, RETRY_MAX_MS } from '../policy/limits.ts';
import type { Result } from '../refused.ts';
import { Refused } from '../refused.ts';
import { takePart } from './import-parts.ts';
import type { NewImport } from './import-store.ts';
import { errorText } from '../error-text.ts';
import { ImportStore } from './import-store.ts';
import { importView, lineView } from './import-view.ts';
import type { Starter } from './starter.ts';

/**
 * One import of users: its file, its report and how far it is, in tables of its own. The long work is done by its
 * alarm in steps. Each ends in one transaction, and whatever it did outside before that may be done again: so a
 * crash at any point costs a step at most. D1 hears of each step's end; what it has is for the list of imports.
 */
export class ImportObject extends DurableObject<Env> {
  readonly #store: ImportStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new ImportStore(ctx.storage);
  }

  begin(begun: NewImport): Import {
    const row = this.#store.begin(begun);
    void this.ctx.storage.setAlarm(now() + IMPORT_WAIT_MS);
    return importView(row);
  }

  append(offset: number, bytes: Uint8Array): Promise<Result<Import>> {
    return this.#run(async () => {
      if (await takePart(this.#store, offset, bytes)) this.#wake(0);
    });
  }

  /** Null when there is nothing, or nothing any more. */
  read(): Import | null {
    return this.#store.row && importView(this.#store.row);
  }

  /** A page of the report. @param only lines with something to tell */
  report(after: number, only: 'problems' | undefined): ImportReport {
    if (!this.#store.row) return { lines: [], next: null };
    const rows = this.#store.sql.all<LineRow>(
      `SELECT * FROM lines WHERE line > ? ${only ? 'AND (problem IS NOT NULL OR note IS NOT NULL)' : ''}
         ORDER BY line LIMIT ?`,
      after,
      IMPORT_LINES_PER_PAGE + 1,
    );
    const page = rows.slice(0, IMPORT_LINES_PER_PAGE);
    return { lines: page.map(lineView), next: rows.length > page.length ? page.at(-1)!.line : null };
  }

  /** Starts making accounts, once. */
  start(starter: Starter, invite: boolean): Promise<Result<Import>> {
    return this.#run(() => {
      const set = `state = 'running', started_at = ?, started_by = ?, invite = ?`;
      if (!this.#store.update(['checked'], set, now(), JSON.stringify(starter), invite ? 1 : 0))
        throw new Refused('import-state');
      this.#wake(0);
    });
  }

  /** Ends it where it is. What was made stays. */
  cancel(): Promise<Result<Import>> {
    return this.#run(() => {
      if (!this.#store.update(['uploading', 'checking', 'checked', 'running'], `state = 'cancelled'`))
        throw new Refused('import-state');
      this.#wake(0);
    });
  }

  override async alarm(): Promise<void> {
    if (!this.#store.row) return;
    try {
      // The Worker's start need not pay for what is seldom done.
      const { nextStep } = await import('./next-step.ts');
      const next = await nextStep(this.#store, this.env);
      if (next === 'destroy') return await this.#destroy();
      if (this.#store.row.retries > 0) this.#store.update([this.#store.row.state], 'retries = 0');
      this.#wake(next);
    } catch (error) {
      console.error('import', errorText(error));
      const { retries } = this.#store.row;
      this.#store.update([this.#store.row.state], 'retries = retries + 1');
      this.#wake(Math.min(RETRY_FIRST_MS * 2 ** retries, RETRY_MAX_MS));
    }
  }

  async #destroy(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    this.#store.forget();
  }

  #wake(delay: number): void {
    void this.ctx.storage.setAlarm(now() + delay);
  }

  async #run(work: () => void | Promise<void>): Promise<Result<Import>> {
    try {
      if (!this.#store.row) throw new Refused('not-found');
      await work();
      return { ok: importView(this.#store.row) };
    } catch (error) {
      if (error instanceof Refused) return { refused: error.refusal };
      throw error;
    }
  }
}
