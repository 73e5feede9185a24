type Value = string | number | null;

/** The object's SQLite, with just what a decision needs. Statements are cached by their text. */
export class Sql {
  readonly #storage: DurableObjectStorage;
  readonly #written: () => void;

  /** @param written called after every statement that wrote something */
  constructor(storage: DurableObjectStorage, written: () => void) {
    this.#storage = storage;
    this.#written = written;
  }

  all<Row>(statement: string, ...values: Value[]): Row[] {
    const cursor = this.#storage.sql.exec(statement, ...values);
    const rows = cursor.toArray() as Row[];
    if (cursor.rowsWritten > 0) this.#written();
    return rows;
  }

  /** The first row. With `RETURNING`: whether, and how, a conditional change took place. */
  one<Row>(statement: string, ...values: Value[]): Row | undefined {
    return this.all<Row>(statement, ...values)[0];
  }

  /** Whether a conditional change took place. */
  changed(statement: string, ...values: Value[]): boolean {
    const changed = this.#storage.sql.exec(statement, ...values).rowsWritten > 0;
    if (changed) this.#written();
    return changed;
  }

  /** All or nothing: what `work` wrote is undone when it throws. It must not wait for anything. */
  transaction<T>(work: () => T): T {
    return this.#storage.transactionSync(work);
  }
}
