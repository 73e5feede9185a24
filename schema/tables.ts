import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { GRAVE_ACTS, PENDING_ACT_STATES } from './api/administered.ts';
import { ROLES } from './api/role.ts';

/**
 * D1: what is asked about across users. `users` is the directory, and the one place that makes an address
 * unique; the rest is the read model, projected from each user's object. A row is overwritten only by a
 * newer (epoch, seq), so applying a batch twice changes nothing. Times are ms since the epoch.
 */
export const users = sqliteTable('users', {
  id: text().primaryKey(),
  email: text().notNull(),
  /** Lower case, NFC, the domain in ASCII: what is looked up. */
  emailCanonical: text('email_canonical').notNull().unique(),
  createdAt: integer('created_at').notNull(),
  twoStep: integer('two_step').notNull().default(0),
  recoveryCodesLeft: integer('recovery_codes_left').notNull().default(0),
  epoch: integer().notNull().default(1),
  seq: integer().notNull().default(0),
});

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
  (table) => [primaryKey({ columns: [table.userId, table.id] })],
);

export const events = sqliteTable(
  'events',
  {
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
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.epoch, table.seq] }),
    index('events_at').on(table.at),
  ],
);

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
export const roles = sqliteTable('roles', {
  userId: text('user_id').primaryKey(),
  role: text({ enum: ROLES }).notNull(),
  grantedAt: integer('granted_at').notNull(),
  /** The id of who decided it; null for the first owner. */
  grantedBy: text('granted_by'),
});

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
