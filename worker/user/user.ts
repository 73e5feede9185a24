import type { Language } from '../../messages/language.ts';
import type { AccountRow, ChallengeRow, FactorRow, SessionRow } from '../../schema/user-tables.ts';
import { USER_MIGRATIONS } from '../../schema/user-migrations.ts';
import { now } from '../clock.ts';
import type { Policy } from '../../schema/api/policy.ts';
import { NO_POLICY, readPolicy, type KnownPolicy } from '../policy/read-policy.ts';
import { Refused } from '../refused.ts';
import type { Recipient } from './sending/recipient.ts';
import { Sql } from './sql.ts';

/** Who asks, from where: what the ledger records of a request. */
export interface Call {
  ip: string | null;
  userAgent: string;
  /** Such as 'Lyon, FR'. */
  place: string | null;
  /** What the client's Accept-Language asks for; null where it asks for none that is spoken here. */
  language: Language | null;
  requestId: string;
  /** The newest policy that the front knows of: with every call but the verification of a challenge. */
  policy?: KnownPolicy | undefined;
}

/** Rows that were read or written last, as they stand in the tables. */
export interface Kept {
  session?: SessionRow;
  challenge?: ChallengeRow;
  /** All active factors, the one used last first. */
  factors?: FactorRow[];
}

/** One account as its object holds it in memory: the tables, the row that names it, and opened secrets. */
export class User {
  readonly sql: Sql;
  #kept: Kept = {};
  /** Secrets that were unsealed since the object woke, by factor id. They never leave the object. */
  readonly opened = new Map<string, Uint8Array>();
  /** The newest event, once read. */
  head: { seq: number; hash: string } | undefined;
  /** Codes whose sending is being asked for right now: they count as sent (worker/user/sending/permit-send.ts). */
  readonly asking = new Set<Recipient & { challengeId: string | null }>();
  /** Set when what push devices show has changed: a push was begun, or is over. */
  pushChanged: { begun: string | null } | undefined;
  /** Set when an event was appended that a message goes out for. */
  mailWaits = false;
  /** What this instance is sending at the moment: codes, by the event that asked for each; and notices. */
  readonly sending = new Map<number | 'notices', Promise<void>>();
  #account: AccountRow | null;
  /** Heard of before there was an account to keep it in. */
  #told: KnownPolicy = NO_POLICY;

  readonly #abort: (reason: string) => void;

  /** @param abort ends the object at once; what it has not committed yet is undone */
  constructor(storage: DurableObjectStorage, abort: (reason: string) => void) {
    this.#abort = abort;
    this.sql = new Sql(storage, () => (this.#kept = {}));
    this.#account = this.#readAccount();
    if (this.#account && this.#account.schema_version < USER_MIGRATIONS.length) this.#migrate();
  }

  /** Null while nothing was ever stored here. */
  get account(): AccountRow | null {
    return this.#account;
  }

  /** The object's name: the user's id. @throws Refused not-signed-in when there is no account. */
  get id(): string {
    if (!this.#account) throw new Refused('not-signed-in');
    return this.#account.home;
  }

  /**
   * Rows that need not be read again. Every write forgets them all; what a change leaves behind is kept by
   * whoever knows it. They spare a read, never a condition: what may happen once is decided by a statement.
   */
  get kept(): Readonly<Kept> {
    return this.#kept;
  }

  keep(rows: Kept): void {
    Object.assign(this.#kept, rows);
  }

  /** Makes the tables on first use. `home` is the object's own name. */
  ensure(home: string): AccountRow {
    if (!this.#account) {
      this.#migrate(home);
      this.#account = this.#readAccount();
      this.hear(this.#told);
    }
    return this.#account!;
  }

  /** What the service asks of everybody, as far as this object heard. */
  get policy(): Policy {
    return readPolicy(
      (this.#account?.policy_version ? this.#account : { policy: this.#told.document }).policy,
    );
  }

  /** The groups that this person is in, as D1 last said. */
  get groups(): string[] {
    return JSON.parse(this.#account?.groups ?? '[]') as string[];
  }

  /** Takes over a policy that is newer than what is known: one that was heard of late undoes nothing. */
  hear(policy: KnownPolicy): void {
    if (policy.version <= (this.#account?.policy_version ?? this.#told.version)) return;
    this.#told = policy;
    if (this.#account) this.updateAccount('policy_version = ?, policy = ?', policy.version, policy.document);
  }

  /**
   * All or nothing: what `work` wrote is undone when it throws, and what memory knew of it forgotten. It
   * must not wait for anything.
   */
  transaction<T>(work: () => T): T {
    const { head } = this;
    try {
      return this.sql.transaction(work);
    } catch (error) {
      // As before: forgotten, it would hide from a commit beside this one that there is something to send.
      this.head = head;
      this.#kept = {};
      this.#account = this.#readAccount();
      throw error;
    }
  }

  /**
   * All or nothing too, without the price of a savepoint: for the busiest decisions, and only where `work`
   * refuses nothing any more once it has written. What is written without waiting is one commit as it is; should
   * a statement fail after all, the object is aborted, which undoes the ones before it.
   */
  atOnce<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#abort(error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  /** Changes the account's row, in the table and here, by one statement. @param set such as 'email = ?' */
  updateAccount(set: string, ...values: (string | number | null)[]): void {
    this.#account = this.sql.one<AccountRow>(`UPDATE account SET ${set} RETURNING *`, ...values) ?? null;
  }

  /** Forgets everything in memory, after the storage was emptied. */
  forget(): void {
    this.#account = null;
    this.#told = NO_POLICY;
    this.head = undefined;
    this.#kept = {};
    this.opened.clear();
  }

  /** The object's first and, when it is current, only query on waking. */
  #readAccount(): AccountRow | null {
    try {
      return this.sql.one<AccountRow>('SELECT * FROM account') ?? null;
    } catch (error) {
      if (error instanceof Error && error.message.includes('no such table')) return null;
      throw error;
    }
  }

  #migrate(home?: string): void {
    this.sql.transaction(() => {
      for (const migration of USER_MIGRATIONS.slice(this.#account?.schema_version ?? 0))
        this.sql.all(migration);
      if (home) {
        this.sql.all(
          'INSERT INTO account (one, schema_version, home, created_at) VALUES (1, ?, ?, ?)',
          USER_MIGRATIONS.length,
          home,
          now(),
        );
      } else this.sql.all('UPDATE account SET schema_version = ?', USER_MIGRATIONS.length);
    });
  }
}
