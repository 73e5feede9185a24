type Value = string | number | null;

/** The object's SQLite, with just what a decision needs. Statements are cached by their text. */
export class Sql {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  all<Row>(statement: string, ...values: Value[]): Row[] {
    return this.#storage.sql.exec(statement, ...values).toArray() as Row[];
  }

  /** The first row. With `RETURNING`: whether, and how, a conditional change took place. */
  one<Row>(statement: string, ...values: Value[]): Row | undefined {
    return this.all<Row>(statement, ...values)[0];
  }

  /** All or nothing: what `work` wrote is undone when it throws. It must not wait for anything. */
  transaction<T>(work: () => T): T {
    return this.#storage.transactionSync(work);
  }
}
