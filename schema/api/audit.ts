import * as v from 'valibot';
import { EVENT_TYPES } from './event.ts';
import { Instant } from './fields.ts';
import { Method, METHODS } from './method.ts';
import { request } from './request.ts';

/** By id, and the address while there is an account. */
const Somebody = v.object({ id: v.string(), email: v.nullable(v.string()) });

/** An event as the audit log shows it: of any user, or of the service itself. */
export const AuditEvent = v.object({
  /** Its place in the log: 1 for the first that came. */
  number: v.number(),
  /** Whose; null: of the service. */
  user: v.nullable(Somebody),
  /** Whom an event of the service is about, if anybody. */
  person: v.nullable(Somebody),
  epoch: v.number(),
  /** Its place in the user's own chain. */
  seq: v.number(),
  at: Instant,
  type: v.picklist(EVENT_TYPES),
  method: v.nullable(Method),
  subject: v.nullable(v.string()),
  /** The administrator who acted, if one did. */
  actor: v.nullable(Somebody),
  sessionId: v.nullable(v.string()),
  device: v.string(),
  userAgent: v.string(),
  place: v.nullable(v.string()),
  ip: v.nullable(v.string()),
  requestId: v.string(),
  detail: v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
  hash: v.string(),
});
export type AuditEvent = v.InferOutput<typeof AuditEvent>;

export const AuditEventList = v.object({
  events: v.array(AuditEvent),
  /** The `before` of the page that follows, null at the end. Where few match, a page is a short one, or empty. */
  next: v.nullable(v.string()),
  /** The `after` with which to ask for what has come since. */
  newest: v.number(),
});
export type AuditEventList = v.InferOutput<typeof AuditEventList>;

const instant = v.pipe(
  v.string('Give an instant such as 2026-11-25T09:00:00Z'),
  v.isoTimestamp('Give an instant such as 2026-11-25T09:00:00Z'),
);
const somebody = v.pipe(v.string('Give an address or an id'), v.maxLength(254, 'That is too long'));

/** What an event must be to be shown; all of what is given. */
const FILTER = {
  /** The address or the id of whose account it is; `service`: of none. */
  person: v.optional(somebody),
  /** The address or the id of the administrator who acted. */
  actor: v.optional(somebody),
  type: v.optional(v.picklist(EVENT_TYPES, 'There is no such type')),
  method: v.optional(v.picklist(METHODS, 'There is no such method')),
  ip: v.optional(
    v.pipe(v.string('Give an IP address'), v.regex(/^[\da-fA-F.:]{2,45}$/, 'Give an IP address')),
  ),
  from: v.optional(instant),
  /** Exclusive. */
  to: v.optional(instant),
};
export type AuditFilter = v.InferOutput<v.ObjectSchema<typeof FILTER, undefined>>;

export const AuditQuery = v.object({
  ...FILTER,
  before: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}\.\d{1,15}$/, 'Give the `next` of the page before'),
      v.transform((text) => text.split('.').map(Number) as [at: number, number: number]),
    ),
  ),
  after: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'Give the `newest` of an answer'), v.transform(Number)),
  ),
});
export type AuditQuery = v.InferOutput<typeof AuditQuery>;

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const;
export const ExportEvents = request({
  format: v.picklist(EXPORT_FORMATS, 'There is no such format'),
  ...FILTER,
});

export const AuditKey = v.object({ id: v.string(), algorithm: v.literal('Ed25519'), publicKey: v.string() });
export type AuditKey = v.InferOutput<typeof AuditKey>;

export const AuditSignature = v.object({ key: v.string(), publicKey: v.string(), signature: v.string() });
export type AuditSignature = v.InferOutput<typeof AuditSignature>;

/** How many events there were and what they hash to, signed (docs/audit.md). */
export const AuditHead = v.object({
  service: v.string(),
  size: v.number(),
  root: v.string(),
  at: Instant,
  signatures: v.array(AuditSignature),
});
export type AuditHead = v.InferOutput<typeof AuditHead>;

const handedOn = { waiting: v.number(), lastAt: v.nullable(Instant) };

/** What the log proves itself by, and how far it was handed on. */
export const AuditState = v.object({
  events: v.number(),
  head: v.nullable(v.object({ size: v.number(), at: Instant, root: v.string() })),
  /** The last event that was signed is missing or another one: somebody changed the log in D1. */
  changed: v.boolean(),
  /** Null where no webhook is set. */
  webhook: v.nullable(
    v.object({ ...handedOn, failure: v.nullable(v.string()), retryAt: v.nullable(Instant) }),
  ),
  /** Null where there is no bucket. */
  bucket: v.nullable(v.object(handedOn)),
});
export type AuditState = v.InferOutput<typeof AuditState>;
