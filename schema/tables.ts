import { IMPORT_STATES } from './api/import.ts';
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { GRAVE_ACTS, PENDING_ACT_STATES } from './api/administered.ts';
import { LOW_CODES } from './api/factor.ts';
import { SECOND_STEPS } from './api/person.ts';
import { ROLES } from './api/role.ts';

/**
 * D1: what is asked about across users. `users` is the directory, and the one place that makes an address
 * unique; the rest is the read model, projected from each user's object. A row is overwritten only by a
 * newer (epoch, seq), so applying a batch twice changes nothing. Times are ms since the epoch.
 */
export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    email: text().notNull(),
    /** Lower case, NFC, the domain in ASCII: what is looked up. */
    emailCanonical: text('email_canonical').notNull().unique(),
    createdAt: integer('created_at').notNull(),
    twoStep: integer('two_step').notNull().default(0),
    recoveryCodesLeft: integer('recovery_codes_left').notNull().default(0),
    epoch: integer().notNull().default(1),
    seq: integer().notNull().default(0),
    /** What the person is called, if he said. */
    name: text(),
    /** The strongest one that is enrolled. */
    secondStep: text('second_step', { enum: SECOND_STEPS }).notNull().default('none'),
    /** Until when something of it takes no answers; LOCKED_BY_OWNER: until a new password is set. 0: never was. */
    lockedUntil: integer('locked_until').notNull().default(0),
    lastSignInAt: integer('last_sign_in_at'),
    activeAt: integer('active_at').generatedAlwaysAs(sql`coalesce(last_sign_in_at, created_at)`),
    /** JSON, RememberedDeviceRow without its secrets: shown, never searched. */
    rememberedDevices: text('remembered_devices').notNull().default('[]'),
  },
  (table) => [
    index('users_second_step').on(table.secondStep, table.emailCanonical),
    index('users_weak')
      .on(table.emailCanonical)
      .where(sql`second_step NOT IN ('none', 'passkey')`),
    index('users_codes_low')
      .on(table.emailCanonical)
      .where(sql`two_step = 1 AND recovery_codes_left <= ${sql.raw(String(LOW_CODES))}`),
    index('users_locked')
      .on(table.lockedUntil, table.id)
      .where(sql`locked_until > 0`),
    index('users_active').on(table.activeAt, table.id),
  ],
);

/** `users.locked_until` of an account that its owner locked: the last instant that there is (ECMA-262 21.4.1.1). */
export const LOCKED_BY_OWNER = 8.64e15;

/** What a search by name looks through: each word of a name with all that follow, folded (`Ada King`: 'ada king', 'king'). */
export const userNames = sqliteTable(
  'user_names',
  {
    userId: text('user_id').notNull(),
    words: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.words] }),
    index('user_names_words').on(table.words, table.userId),
  ],
);

export const factors = sqliteTable(
  'factors',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    method: text().notNull(),
    name: text().notNull(),
    state: text().notNull(),
    /** The sealed secret, so that an object that lost its storage can be rebuilt. */
    sealed: text(),
    parameters: text(),
    address: text(),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
    lastUsedFrom: text('last_used_from'),
    disabledAt: integer('disabled_at'),
    epoch: integer().notNull(),
    seq: integer().notNull(),
    lockedUntil: integer('locked_until').notNull().default(0),
    preferred: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const sessions = sqliteTable(
  'sessions',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    stage: text().notNull(),
    level: integer().notNull(),
    methods: text().notNull(),
    createdAt: integer('created_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    ip: text(),
    userAgent: text('user_agent').notNull(),
    place: text(),
    endedAt: integer('ended_at'),
    epoch: integer().notNull(),
    seq: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index('sessions_expiry').on(table.userId, table.expiresAt),
  ],
);

/**
 * The audit log: every event of every user and of the service, in the order in which they came here. Nothing is ever
 * deleted, so that numbers have no gaps, and the number of the last event is how many there are (docs/audit.md).
 */
export const events = sqliteTable(
  'events',
  {
    number: integer().primaryKey(),
    userId: text('user_id').notNull(),
    epoch: integer().notNull(),
    seq: integer().notNull(),
    at: integer().notNull(),
    type: text().notNull(),
    method: text(),
    subject: text(),
    sessionId: text('session_id'),
    ip: text(),
    userAgent: text('user_agent').notNull(),
    place: text(),
    requestId: text('request_id').notNull(),
    detail: text().notNull(),
    hash: text().notNull(),
    /** The administrator who acted, if one did. */
    actor: text().generatedAlwaysAs(sql`json_extract(detail, '$.actor')`, { mode: 'virtual' }),
  },
  (table) => [
    uniqueIndex('events_chain').on(table.userId, table.epoch, table.seq),
    // One for each filter of the audit log: `at` last, so that what is found is in order.
    index('events_at').on(table.at),
    index('events_user').on(table.userId, table.at),
    index('events_type').on(table.type, table.at),
    index('events_method')
      .on(table.method, table.at)
      .where(sql`method IS NOT NULL`),
    index('events_ip')
      .on(table.ip, table.at)
      .where(sql`ip IS NOT NULL`),
    index('events_actor')
      .on(table.actor, table.at)
      .where(sql`actor IS NOT NULL`),
  ],
);

/** How often each kind of event happened on each day (UTC): counted as events are projected, never by reading them. */
export const dailyEvents = sqliteTable(
  'daily_events',
  {
    /** Days since 1970-01-01. */
    day: integer().notNull(),
    type: text().notNull(),
    /** '' where the event is of none. */
    method: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.type, table.method] })],
);

/**
 * How many people had which second step as their strongest, at the end of each day on which that changed. A day
 * without a row is as the one before it.
 */
export const coverage = sqliteTable(
  'coverage',
  {
    secondStep: text('second_step', { enum: SECOND_STEPS }).notNull(),
    day: integer().notNull(),
    people: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.secondStep, table.day] })],
);

/** Signed statements of how many events there were and what they hash to (worker/audit/sign-head.ts). */
export const auditHeads = sqliteTable('audit_heads', {
  size: integer().primaryKey(),
  at: integer().notNull(),
  root: text().notNull(),
  /** JSON: the tree's peaks, to grow it from here. */
  peaks: text().notNull(),
  /** The last event's own hash: a log that was changed since does not have it there. */
  lastHash: text('last_hash').notNull(),
  /** JSON: a signature by each key of the ring. */
  signatures: text().notNull(),
});

/** How far the log was handed on, to each place that it is handed on to; one run at a time has the lease. */
export const auditStreams = sqliteTable('audit_streams', {
  name: text({ enum: ['webhook', 'bucket'] }).primaryKey(),
  /** The number of the last event that was taken there. */
  sent: integer().notNull().default(0),
  /** What is being written: up to which number, and since when. A run that is repeated writes the same again. */
  target: integer(),
  targetAt: integer('target_at'),
  lastAt: integer('last_at'),
  tries: integer().notNull().default(0),
  retryAt: integer('retry_at').notNull().default(0),
  failure: text(),
  lease: text(),
  leasedUntil: integer('leased_until').notNull().default(0),
});

/** The administrators' queue: people who have nothing left to sign in with (docs/recovery.md). */
export const helpRequests = sqliteTable(
  'help_requests',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    at: integer().notNull(),
    /** What was proven by whoever asks, separated by spaces; or nothing. */
    proofs: text().notNull(),
    /** What he wrote: plain text, not to be trusted. */
    words: text().notNull(),
    state: text({ enum: ['open', 'cancelled', 'closed'] }).notNull(),
    closedAt: integer('closed_at'),
    epoch: integer().notNull(),
    seq: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index('help_requests_at').on(table.state, table.at, table.id),
    index('help_requests_id').on(table.id),
  ],
);

/** Administrators' acts that wait for a second one, or for their time. The person's own object decides. */
export const pendingActs = sqliteTable(
  'pending_acts',
  {
    userId: text('user_id').notNull(),
    id: text().notNull(),
    type: text({ enum: GRAVE_ACTS }).notNull(),
    reason: text().notNull(),
    askedBy: text('asked_by').notNull(),
    askedRole: text('asked_role', { enum: ROLES }).notNull(),
    askedAt: integer('asked_at').notNull(),
    readyAt: integer('ready_at'),
    expiresAt: integer('expires_at').notNull(),
    state: text({ enum: PENDING_ACT_STATES }).notNull(),
    decidedBy: text('decided_by'),
    decidedAt: integer('decided_at'),
    epoch: integer().notNull(),
    seq: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index('pending_acts_at').on(table.state, table.askedAt),
    index('pending_acts_id').on(table.id),
  ],
);

/** What somebody is to the service besides its user. Granted and withdrawn here, with its event in one commit. */
export const roles = sqliteTable(
  'roles',
  {
    userId: text('user_id').primaryKey(),
    role: text({ enum: ROLES }).notNull(),
    grantedAt: integer('granted_at').notNull(),
    /** The id of who decided it; null for the first owner. */
    grantedBy: text('granted_by'),
  },
  (table) => [index('roles_role').on(table.role, table.userId)],
);

/** What the service asks of whom: a change is a new version of the whole document; the newest holds. */
export const policies = sqliteTable('policies', {
  version: integer().primaryKey(),
  at: integer().notNull(),
  /** The id of who wrote it. */
  by: text().notNull(),
  reason: text().notNull(),
  /** JSON: Policy (schema/api/policy.ts). */
  document: text().notNull(),
});

/** Named sets of people, for policy. */
export const groups = sqliteTable('groups', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Lower case, NFKC: what makes it unique. */
  nameCanonical: text('name_canonical').notNull().unique(),
  createdAt: integer('created_at').notNull(),
});

export const groupMembers = sqliteTable(
  'group_members',
  {
    groupId: text('group_id').notNull(),
    userId: text('user_id').notNull(),
    addedAt: integer('added_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.userId] }),
    index('group_members_user').on(table.userId, table.groupId),
  ],
);

/** A link that makes the first owner: put here by whoever may write to D1 (`npm run owner-link`), good once. */
export const ownerLinks = sqliteTable('owner_links', {
  /** SHA-256 of the token, base64url. */
  hash: text().primaryKey(),
  expiresAt: integer('expires_at').notNull(),
});

/**
 * Whose each passkey is, for good: an id that was registered once never becomes another account's (WebAuthn
 * Level 3 section 7.1 step 26), even after it was removed.
 */
export const credentials = sqliteTable('credentials', {
  id: text().primaryKey(),
  userId: text('user_id').notNull(),
});

/** The dev inbox: every message that would have left. Written only where the delivery provider is the inbox. */
export const devMessages = sqliteTable('dev_messages', {
  id: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  /** 'email' or 'sms'; an SMS has no subject. */
  channel: text({ enum: ['email', 'sms'] })
    .notNull()
    .default('email'),
  to: text().notNull(),
  subject: text().notNull(),
  text: text().notNull(),
  html: text(),
});

/** Imports of users, the newest first in the administrators' list: what each object last said of itself. */
export const imports = sqliteTable(
  'imports',
  {
    id: text().primaryKey(),
    createdAt: integer('created_at').notNull(),
    state: text({ enum: IMPORT_STATES }).notNull(),
    /** JSON: an Import of the API. */
    view: text().notNull(),
  },
  (table) => [index('imports_at').on(table.createdAt, table.id)],
);

/**
 * Accounts whose password is still hashed as another system did, and how many milliseconds comparing one takes:
 * what a refused sign-in waits for, whoever's it is, so that its time does not tell (worker/http/uniform-time.ts).
 */
export const foreignHashes = sqliteTable(
  'foreign_hashes',
  { userId: text('user_id').primaryKey(), ms: integer().notNull() },
  (table) => [index('foreign_hashes_ms').on(table.ms)],
);
