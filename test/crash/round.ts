import type { ApiClient } from '../../scripts/api-client.ts';
import type { Person } from './person.ts';

/** What became of a request: an answer, or none because the service was killed under it. */
export type Outcome = { lost: true } | Answer;

export interface Answer {
  lost: false;
  ok: boolean;
  /** The key of the refusal; empty for none. */
  problem: string;
  requestId: string;
  body: Record<string, unknown>;
}

/** One round: the service's address, what its requests came to, and what was found broken. */
export class Round {
  readonly number: number;
  readonly origin: string;
  readonly state: string;
  /** Set just before SIGKILL. A failure after it is a lost answer; one before it is a fault of the service. */
  killed = false;
  /** Set while the test keeps D1 from writing. What needs it, a sign-up's end, is answered 503 then. */
  unlockD1: (() => void) | null = null;
  /** Requests whose acknowledged effect is an event in the ledger. */
  readonly acknowledged: string[] = [];
  /** Addresses to which an acknowledged request sent a code. */
  readonly mailDue: string[] = [];
  readonly violations: string[] = [];
  /** Counters of the round's row in the table. */
  readonly tally = {
    answered: 0,
    lost: 0,
    renamed: 0,
    codes: 0,
    codesLost: 0,
    totp: 0,
    totpLost: 0,
    replayed: 0,
    mails: 0,
    accounts: 0,
  };

  #watch = () => {};

  constructor(number: number, origin: string, state: string) {
    this.number = number;
    this.origin = origin;
    this.state = state;
  }

  /** Comes about at the very moment at which something holds of what was answered so far. */
  when(holds: (round: Round) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#watch = () => {
        if (holds(this)) resolve();
      };
    });
  }

  /** A request of the burst. @throws Error when the service fails while it runs */
  async send(client: ApiClient, method: string, path: string, body?: object): Promise<Outcome> {
    try {
      const response = await client.request(method, path, body);
      const text = await response.text();
      // What stands before workerd in `wrangler dev` may still answer for it when it is gone.
      if (response.status >= 500) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      const json = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
      this.tally.answered++;
      this.#watch();
      const problem = response.ok ? '' : String(json['type']).replace('urn:countersign:problem:', '');
      return {
        lost: false,
        ok: response.ok,
        problem,
        requestId: response.headers.get('X-Request-Id') ?? '',
        body: json,
      };
    } catch (error) {
      if (!this.killed && !this.unlockD1) throw error;
      this.tally.lost++;
      return { lost: true };
    }
  }

  /** Notes that an acknowledged request sends a code to an address. */
  expectMail(address: string): void {
    this.mailDue.push(address);
    this.#watch();
  }

  /** A request of the burst that must leave an event when it is acknowledged. */
  async change(client: ApiClient, method: string, path: string, body?: object): Promise<Outcome> {
    const outcome = await this.send(client, method, path, body);
    if (!outcome.lost && outcome.ok) this.acknowledged.push(outcome.requestId);
    return outcome;
  }

  /** Notes a violation unless `holds`. */
  check(holds: boolean, what: string): void {
    if (!holds) this.violations.push(`round ${this.number}: ${what}`);
  }
}

/** Something that a burst does, and what must hold of it after the service was killed and started again. */
export interface Activity<Journal> {
  run(round: Round, person: Person): Promise<Journal>;
  verify(round: Round, person: Person, journal: Journal): Promise<void>;
}
