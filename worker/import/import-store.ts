import type { ImportRow } from '../../schema/import-tables.ts';
import { IMPORT_TABLES } from '../../schema/import-tables.ts';
import type { ImportField, ImportState } from '../../schema/api/import.ts';
import { now } from '../clock.ts';
import { Sql } from '../user/sql.ts';

/** What an import is begun with. */
export interface NewImport extends Pick<ImportRow, 'id' | 'name' | 'format' | 'size'> {
  /** What each column is read as, in order; undefined: by its header. */
  columns?: (ImportField | null)[] | undefined;
  createdBy: string;
}

/** An import's own tables, and the row that says how far it is. */
export class ImportStore {
  readonly sql: Sql;
  #row: ImportRow | null;

  constructor(storage: DurableObjectStorage) {
    this.sql = new Sql(storage, () => undefined);
    this.#row = this.#read();
  }

  /** Null where there is no import, or none any more. */
  get row(): ImportRow | null {
    return this.#row;
  }

  /** Makes the tables and the row, once. */
  begin({ id, name, format, size, columns, createdBy }: NewImport): ImportRow {
    if (this.#row) return this.#row;
    this.sql.transaction(() => {
      this.sql.all(IMPORT_TABLES);
      this.sql.all(
        `INSERT INTO import (one, id, name, format, state, size, mapping, created_at, created_by)
           VALUES (1, ?, ?, ?, 'uploading', ?, ?, ?, ?)`,
        id,
        name,
        format,
        size,
        columns ? JSON.stringify(columns) : null,
        now(),
        createdBy,
      );
    });
    this.#row = this.#read();
    return this.#row!;
  }

  /**
   * Changes the row by one statement, if the import is in one of these states.
   * @param set such as 'made = made + ?'
   * @returns whether it was
   */
  update(states: readonly ImportState[], set: string, ...values: (string | number | null)[]): boolean {
    const list = states.map((state) => `'${state}'`).join(', ');
    const row = this.sql.one<ImportRow>(
      `UPDATE import SET ${set} WHERE state IN (${list}) RETURNING *`,
      ...values,
    );
    if (row) this.#row = row;
    return row !== undefined;
  }

  /** All or nothing; it must not wait for anything. */
  transaction<T>(work: () => T): T {
    try {
      return this.sql.transaction(work);
    } catch (error) {
      this.#row = this.#read();
      throw error;
    }
  }

  /** After the storage was emptied. */
  forget(): void {
    this.#row = null;
  }

  #read(): ImportRow | null {
    try {
      return this.sql.one<ImportRow>('SELECT * FROM import') ?? null;
    } catch (error) {
      if (error instanceof Error && error.message.includes('no such table')) return null;
      throw error;
    }
  }
}
