import * as v from 'valibot';
import { GRAVE_ACTS } from './administered.ts';
import { Email, Instant, Password } from './fields.ts';
import { Method } from './method.ts';
import { request } from './request.ts';
import { Role } from './role.ts';

export const SignIn = request({ email: Email, password: Password });
export const Reauthenticate = request({ password: Password });

/**
 * 0 nothing proven, 1 one factor, 2 two factors, 3 two factors of different categories (something
 * known, something held).
 */
export const Level = v.picklist([0, 1, 2, 3]);
export type Level = v.InferOutput<typeof Level>;

/** One thing that may be answered now: a row of 'Use another method'. */
export const ChallengeOption = v.object({
  method: Method,
  /** Null for recovery codes, which are one set. */
  factorId: v.nullable(v.string()),
  name: v.string(),
  /** Where a code would go, masked. */
  sentTo: v.nullable(v.string()),
  /** Locked after wrong tries until then; null when it can be answered now. */
  lockedUntil: v.nullable(Instant),
  /** The code of a push device, for when it has no network; left out otherwise. */
  pushDevice: v.optional(v.literal(true)),
});
export type ChallengeOption = v.InferOutput<typeof ChallengeOption>;

/** A way to prove a claim that all second steps are lost (docs/recovery.md). */
export const RecoveryOption = v.object({
  ...ChallengeOption.entries,
  /** How long one waits after it, in seconds; 0: not at all. */
  delay: v.number(),
});
export type RecoveryOption = v.InferOutput<typeof RecoveryOption>;

/** A recovery of this account that is under way. */
export const Recovery = v.object({
  id: v.string(),
  /** Why the second step is set up anew: it is lost; an administrator's pass; an administrator requires it. */
  cause: v.picklist(['lost', 'pass', 'required']),
  /** `waiting` until `readyAt`; then `ready`: who proves it again may set up a new method. */
  state: v.picklist(['waiting', 'ready']),
  requestedAt: Instant,
  readyAt: Instant,
  /** When it is over if nobody has used it. */
  expiresAt: Instant,
});
export type Recovery = v.InferOutput<typeof Recovery>;

/** What an administrator asked for, or issued, and has not happened yet: a signed-in session stops it. */
export const StoppableAct = v.object({
  type: v.picklist(GRAVE_ACTS),
  /** `agreement`: a second administrator decides. `time`: it happens at `readyAt`. `pass`: there is one. */
  waitsFor: v.picklist(['agreement', 'time', 'pass']),
  readyAt: v.nullable(Instant),
});
export type StoppableAct = v.InferOutput<typeof StoppableAct>;

/**
 * `second-factor`: the password was right, the second step is still owed; it opens nothing else. `recovery`: all
 * that it can do is set up a new second step and new recovery codes. `enrollment`: signed in, but policy asks for a
 * second step that is not set up; all that it can do is that.
 */
export const STAGES = ['second-factor', 'recovery', 'enrollment', 'full'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Whether a temporary access pass may be entered beside the password: `offered`: an administrator issued one;
 * `needed`: nothing else opens this account, and there is none yet.
 */
export const PASS_STATES = ['none', 'offered', 'needed'] as const;

export const Session = v.object({
  id: v.string(),
  user: v.object({ id: v.string(), email: v.string(), name: v.nullable(v.string()) }),
  stage: v.picklist(STAGES),
  level: Level,
  /** Policy asks this person to set up a second step: by when, or for how many more sign-ins not. Null: it does not. */
  enrollmentDue: v.nullable(
    v.object({
      due: v.nullable(Instant),
      skipsLeft: v.nullable(v.number()),
    }),
  ),
  /** The level that changes to this account ask for. */
  requiredLevel: Level,
  /** What was proven, as RFC 8176 values. */
  amr: v.array(v.string()),
  createdAt: Instant,
  /** When it ends whatever is done. It ends earlier after an hour without use. */
  expiresAt: Instant,
  /** Until when changes need no new proof; in the past when they do. */
  reauthenticatedUntil: Instant,
  /** For how many days this browser may be remembered with the second step; 0: not at all. */
  rememberDeviceDays: v.number(),
  /** What may be answered now, best first: to finish signing in, or to re-authenticate. */
  options: v.array(ChallengeOption),
  /** While the second step is owed: how to prove that none of it is left, best first. */
  recoveryOptions: v.array(RecoveryOption),
  pass: v.picklist(PASS_STATES),
  /** What this person is to the service besides its user; null: nothing. */
  role: v.nullable(Role),
  /** Shown to a session that is signed in, and to one that has proven it. */
  recovery: v.nullable(Recovery),
  /** Shown to a session that is signed in. */
  stoppableAct: v.nullable(StoppableAct),
});
export type Session = v.InferOutput<typeof Session>;

export const SessionAnswer = v.object({ session: Session });

/** A session in the list of all. */
export const SessionRow = v.object({
  id: v.string(),
  current: v.boolean(),
  level: Level,
  amr: v.array(v.string()),
  /** Such as 'Firefox on Windows'. */
  device: v.string(),
  /** Such as 'Lyon, FR'; null where the platform did not say. */
  place: v.nullable(v.string()),
  ip: v.nullable(v.string()),
  createdAt: Instant,
  lastSeenAt: Instant,
});
export type SessionRow = v.InferOutput<typeof SessionRow>;

export const SessionList = v.object({ sessions: v.array(SessionRow) });
export const SessionsEnded = v.object({ ended: v.number() });
