import * as v from 'valibot';
import { LANGUAGE_CODES } from '../../messages/language.ts';
import { EVENT_TYPES } from './event.ts';
import { Factor, RecoveryCodesState } from './factor.ts';
import { Instant } from './fields.ts';
import { Method } from './method.ts';
import { request } from './request.ts';
import { ActReason, Role } from './role.ts';
import { Level } from './session.ts';

const Call = { userAgent: v.string(), place: v.nullable(v.string()), ip: v.nullable(v.string()) };

/** All that is kept of one person, without what could sign anybody in. */
export const AccountExport = v.object({
  exportedAt: Instant,
  service: v.string(),
  account: v.object({
    id: v.string(),
    email: v.string(),
    name: v.nullable(v.string()),
    language: v.nullable(v.picklist(LANGUAGE_CODES)),
    createdAt: Instant,
    lockedAt: v.nullable(Instant),
    passwordResetAt: v.nullable(Instant),
    role: v.nullable(Role),
  }),
  /** Addresses and numbers in full: they are this person's own. */
  factors: v.array(v.object({ ...Factor.entries, wrongTriesThisYear: v.number() })),
  recoveryCodes: RecoveryCodesState,
  sessions: v.array(
    v.object({
      id: v.string(),
      level: Level,
      methods: v.array(v.string()),
      ...Call,
      createdAt: Instant,
      lastSeenAt: Instant,
      endedAt: v.nullable(Instant),
    }),
  ),
  knownBrowsers: v.array(v.object({ firstSeenAt: Instant })),
  rememberedDevices: v.array(
    v.object({ id: v.string(), ...Call, rememberedAt: Instant, lastUsedAt: Instant, until: Instant }),
  ),
  recoveries: v.array(
    v.object({ id: v.string(), path: v.string(), requestedAt: Instant, outcome: v.nullable(v.string()) }),
  ),
  helpRequests: v.array(
    v.object({
      id: v.string(),
      at: Instant,
      proofs: v.array(v.string()),
      words: v.string(),
      state: v.string(),
    }),
  ),
  /** The whole activity, oldest first, this export being the last. */
  events: v.array(
    v.object({
      seq: v.number(),
      at: Instant,
      type: v.picklist(EVENT_TYPES),
      method: v.nullable(Method),
      subject: v.nullable(v.string()),
      ...Call,
      requestId: v.string(),
      detail: v.record(v.string(), v.unknown()),
    }),
  ),
});
export type AccountExport = v.InferOutput<typeof AccountExport>;

export const ExportPerson = request({ reason: ActReason });
