import type { Language } from '../messages/language.ts';
import type { PushOutcome } from './api/challenge.ts';
import type { ChallengePurpose } from './challenge-purpose.ts';
import type { EventType } from './api/event.ts';
import type { Method } from './api/method.ts';
import type { Level, Stage } from './api/session.ts';

/**
 * The tables of a user's own Durable Object. One object is one account; or the stand-in of an address that
 * has none, which counts guesses and sends for it in the same way, so that nobody can tell the two apart.
 *
 * Plain SQL and row types, without a query builder: a decision is one statement, and the object's start-up
 * is on the path of every cold sign-in. Times are ms since the epoch. `seq` on a row is the sequence number
 * of the event that last changed it: what the projection to D1 is ordered and made idempotent by.
 */
export const USER_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE account (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    schema_version INTEGER NOT NULL,
    home TEXT NOT NULL,
    email TEXT,
    created_at INTEGER NOT NULL,
    epoch INTEGER NOT NULL DEFAULT 1,
    claimed_at INTEGER,
    projected_seq INTEGER NOT NULL DEFAULT 0,
    delivered_seq INTEGER NOT NULL DEFAULT 0,
    delivery_tries INTEGER NOT NULL DEFAULT 0,
    retries INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE factors (
    id TEXT PRIMARY KEY,
    method TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'removed')),
    session_id TEXT,
    expires_at INTEGER,
    sealed TEXT,
    parameters TEXT,
    address TEXT,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    watermark INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0,
    year_started_at INTEGER NOT NULL DEFAULT 0,
    year_failures INTEGER NOT NULL DEFAULT 0,
    disabled_at INTEGER,
    seq INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE recovery_codes (
    factor_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (factor_id, hash)
  ) WITHOUT ROWID;
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL,
    stage TEXT NOT NULL,
    level INTEGER NOT NULL,
    methods TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    reauthenticated_at INTEGER NOT NULL,
    ip TEXT,
    user_agent TEXT NOT NULL,
    place TEXT,
    ended_at INTEGER,
    seq INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE devices (
    hash TEXT PRIMARY KEY,
    first_seen_at INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE TABLE challenges (
    id TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    method TEXT NOT NULL,
    session_id TEXT,
    factor_id TEXT,
    name TEXT,
    address TEXT,
    sealed TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    wrong INTEGER NOT NULL DEFAULT 0,
    sends INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER NOT NULL DEFAULT 0,
    closed_at INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    method TEXT,
    subject TEXT,
    session_id TEXT,
    ip TEXT,
    user_agent TEXT NOT NULL,
    place TEXT,
    request_id TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
  );
  `,
  `ALTER TABLE factors ADD COLUMN last_used_from TEXT;`,
  `ALTER TABLE challenges ADD COLUMN mediation TEXT;`,
  `ALTER TABLE account ADD COLUMN language TEXT; ALTER TABLE challenges ADD COLUMN language TEXT;`,
  `
  ALTER TABLE challenges ADD COLUMN destination TEXT;
  ALTER TABLE factors ADD COLUMN preferred INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE sends (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, method TEXT NOT NULL, lane TEXT NOT NULL);
  `,
  `
  ALTER TABLE challenges ADD COLUMN number TEXT;
  ALTER TABLE challenges ADD COLUMN device TEXT;
  ALTER TABLE challenges ADD COLUMN outcome TEXT;
  `,
];

export interface AccountRow {
  schema_version: number;
  /** The object's name: the user's id, or the stand-in's. */
  home: string;
  /** Null for a stand-in. */
  email: string | null;
  created_at: number;
  /** Raised when the object is rebuilt from D1, so that nothing spent comes back. */
  epoch: number;
  /** When the address was claimed in D1; an account that never could is dropped. */
  claimed_at: number | null;
  projected_seq: number;
  delivered_seq: number;
  delivery_tries: number;
  retries: number;
  /** What this person reads: chosen, or that of the last whole sign-in. Null until one said. */
  language: Language | null;
}

export interface FactorRow {
  id: string;
  method: Method;
  name: string;
  state: 'pending' | 'active' | 'removed';
  /** While pending: the session that it belongs to, and when it dies. */
  session_id: string | null;
  expires_at: number | null;
  /** The secret, or the pending recovery codes, sealed with AES-256-GCM. */
  sealed: string | null;
  /**
   * TOTP: JSON of algorithm, digits and period. Passkey: JSON of the credential (PasskeyParameters). Push:
   * JSON of the device (PushParameters). Recovery codes: the id of the key that they are hashed under.
   */
  parameters: string | null;
  /** Where codes go: the e-mail address, or the phone number in E.164. */
  address: string | null;
  created_at: number;
  last_used_at: number | null;
  /** TOTP: the newest time step that was accepted, on any path. Passkey: the signature counter. */
  watermark: number;
  failures: number;
  locked_until: number;
  year_started_at: number;
  year_failures: number;
  disabled_at: number | null;
  seq: number;
  /** Device and place of the last use, in words. */
  last_used_from: string | null;
  /** 1: the recovery method that is offered first. */
  preferred: 0 | 1;
}

export interface SessionRow {
  id: string;
  secret_hash: string;
  stage: Stage;
  level: Level;
  /** What was proven, in order, separated by spaces. */
  methods: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  reauthenticated_at: number;
  ip: string | null;
  user_agent: string;
  place: string | null;
  ended_at: number | null;
  seq: number;
}

/** A browser on which this account was signed in to: its wrong passwords are counted apart. */
export interface DeviceRow {
  hash: string;
  first_seen_at: number;
  failures: number;
  locked_until: number;
}

/** Anything that waits for one code: a sign-in, a step-up, an enrollment, a sign-up, a password reset. */
export interface ChallengeRow {
  id: string;
  purpose: ChallengePurpose;
  method: Method;
  /** Null for sign-up and password reset, which have no session. */
  session_id: string | null;
  factor_id: string | null;
  name: string | null;
  address: string | null;
  /** Enrollment: the new secret. Sign-up: the password's hash; null where no code can be right. */
  sealed: string | null;
  created_at: number;
  expires_at: number;
  wrong: number;
  sends: number;
  sent_at: number;
  /** Answered rightly, superseded or abandoned. */
  closed_at: number | null;
  /** A passkey's enrollment: whether the browser was to make it on its own. */
  mediation: 'conditional' | null;
  /** What the code was asked for in. */
  language: Language | null;
  /** Whose mailbox or phone the code goes to, as it is counted (worker/user/recipient.ts); not whom it reaches. */
  destination: string | null;
  /** A push: what is typed on the device. A push device's enrollment: what both screens show. */
  number: string | null;
  /** A push: the device that decided. A push device's enrollment: JSON of what it brought (PushParameters). */
  device: string | null;
  /** A push: what the person did. */
  outcome: PushOutcome | null;
}

export interface EventRow {
  seq: number;
  at: number;
  type: EventType;
  method: Method | null;
  subject: string | null;
  session_id: string | null;
  ip: string | null;
  user_agent: string;
  place: string | null;
  request_id: string;
  /** JSON: what the delivery and the audit need beyond the columns. Never a secret. */
  detail: string;
  /** SHA-256 over the previous event's hash and this event (worker/user/ledger.ts). */
  hash: string;
}
