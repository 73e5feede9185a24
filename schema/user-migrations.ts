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
  ALTER TABLE challenges ADD COLUMN delivery TEXT;
  ALTER TABLE challenges ADD COLUMN delivery_seq INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE challenges ADD COLUMN delivery_tries INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE account ADD COLUMN delivered_ids TEXT NOT NULL DEFAULT '[]';
  `,
  `
  CREATE TABLE remembered_devices (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL,
    key_id TEXT NOT NULL,
    previous_hash TEXT,
    rotated_at INTEGER NOT NULL,
    repeated INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ip TEXT,
    user_agent TEXT NOT NULL,
    place TEXT
  ) WITHOUT ROWID;
  ALTER TABLE sessions ADD COLUMN device_id TEXT;
  ALTER TABLE account ADD COLUMN locked_at INTEGER;
  ALTER TABLE account ADD COLUMN unlocked_seq INTEGER NOT NULL DEFAULT 0;
  `,
  `
  CREATE TABLE recoveries (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    told_ready INTEGER NOT NULL DEFAULT 0,
    lost TEXT,
    ended_at INTEGER,
    outcome TEXT,
    seq INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE help_requests (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    proofs TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'cancelled', 'closed')),
    closed_at INTEGER,
    seq INTEGER NOT NULL
  ) WITHOUT ROWID;
  ALTER TABLE account ADD COLUMN recovering INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE account ADD COLUMN password_reset_at INTEGER;
  ALTER TABLE sessions ADD COLUMN recovery_id TEXT;
  `,
  `ALTER TABLE account ADD COLUMN role TEXT;`,
  `ALTER TABLE account ADD COLUMN name TEXT;`,
  `
  ALTER TABLE account ADD COLUMN policy_version INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE account ADD COLUMN policy TEXT;
  ALTER TABLE account ADD COLUMN groups TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE account ADD COLUMN skips_used INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE sessions ADD COLUMN demand TEXT;
  `,
  `ALTER TABLE account ADD COLUMN reviewed_seq INTEGER NOT NULL DEFAULT 0;`,
  `
  ALTER TABLE challenges ADD COLUMN number TEXT;
  ALTER TABLE challenges ADD COLUMN device TEXT;
  ALTER TABLE challenges ADD COLUMN outcome TEXT;
  `,
  `
  CREATE TABLE passes (
    id TEXT PRIMARY KEY,
    key_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    uses_left INTEGER NOT NULL,
    wrong INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE TABLE pending_acts (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    hours INTEGER,
    uses INTEGER,
    help_request TEXT,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_role TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    ready_at INTEGER,
    expires_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at INTEGER,
    seq INTEGER NOT NULL
  ) WITHOUT ROWID;
  ALTER TABLE account ADD COLUMN enroll TEXT;
  ALTER TABLE account ADD COLUMN pass_until INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE account ADD COLUMN acts_wait INTEGER NOT NULL DEFAULT 0;
  `,
  `ALTER TABLE challenges ADD COLUMN verified INTEGER NOT NULL DEFAULT 0;`,
];
