import * as v from 'valibot';
import { Instant } from './fields.ts';
import { Method } from './method.ts';

/** What the ledger records. The closed set that yields type, guard and the words on the page. */
export const EVENT_TYPES = [
  'account.created',
  'account.renamed',
  'sign-in.password-accepted',
  'sign-in.succeeded',
  'sign-in.failed',
  'challenge.failed',
  'factor.locked',
  'factor.disabled',
  'passkey.counter-regressed',
  'push.requested',
  'push.approved',
  'push.denied',
  'push.reported',
  'push.verification-on',
  'push.verification-off',
  'session.reauthenticated',
  'session.ended',
  'sessions.ended',
  'factor.added',
  'factor.renamed',
  'factor.removed',
  'factor.preferred',
  'recovery-codes.generated',
  'recovery-codes.voided',
  'recovery-code.used',
  'password.changed',
  'password.reset-requested',
  'password.reset',
  'code.sent',
  'account.recovery-requested',
  'account.recovery-continued',
  'account.recovery-ready',
  'account.recovery-cancelled',
  'account.recovery-expired',
  'account.recovery-completed',
  'account.help-requested',
  'account.help-cancelled',
  'device.remembered',
  'device.forgotten',
  'device.copied',
  'account.locked',
  'account.unlocked',
  'account.role-changed',
  'role.changed',
  'account.reset',
  'account.enrollment-required',
  'account.help-answered',
  'account.act-asked',
  'account.act-ended',
  'factors.unlocked',
  'pass.issued',
  'pass.used',
  'pass.ended',
  'policy.changed',
  'group.changed',
  'account.imported',
  'account.invited',
  'account.exported',
  'password.rehashed',
  'import.started',
  'import.finished',
  'audit.exported',
  'activity.reviewed',
  'message.undelivered',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const Event = v.object({
  seq: v.number(),
  at: Instant,
  type: v.picklist(EVENT_TYPES),
  method: v.nullable(Method),
  /** The name of the factor that it was about, as it was then. */
  subject: v.nullable(v.string()),
  /** Such as 'Firefox on Windows'; empty for what an administrator did. */
  device: v.string(),
  place: v.nullable(v.string()),
  ip: v.nullable(v.string()),
  requestId: v.string(),
  /** What an administrator did to this account, and why he said that he did; null: nobody else did it. */
  administrator: v.nullable(v.object({ reason: v.string() })),
});
export type Event = v.InferOutput<typeof Event>;

/** Newest first; `next` is the `before` of the page that follows, null at the end. */
export const EventList = v.object({
  events: v.array(Event),
  next: v.nullable(v.number()),
  /** A lock of the account was lifted, and its owner has not said that he looked at the activity since. */
  reviewDue: v.boolean(),
});
export type EventList = v.InferOutput<typeof EventList>;
export const EventQuery = v.object({
  before: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'Give the `next` of the page before'), v.transform(Number)),
  ),
});
