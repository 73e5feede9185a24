import * as v from 'valibot';
import { Code, Instant } from './fields.ts';
import { request } from './request.ts';
import { ActReason, Role } from './role.ts';

/** How long a temporary access pass may work, and how often. */
export const PASS_HOURS_MAX = 24;
export const PASS_USES_MAX = 5;

const whole = (most: number, message: string) =>
  v.pipe(v.number(message), v.integer(message), v.minValue(1, message), v.maxValue(most, message));

/** The request for help that an act answers: it is closed with it. */
const HelpRequestId = v.optional(v.pipe(v.string('Give its id, as text'), v.maxLength(64, 'That is no id')));

const act = <const Type extends string, const Entries extends v.ObjectEntries>(
  type: Type,
  entries: Entries,
) => request({ type: v.literal(type), reason: ActReason, helpRequest: HelpRequestId, ...entries });

/**
 * What an administrator does to somebody's account:
 * `remove-factor`: takes one away, never the last second step;
 * `reset`: takes all second steps and recovery codes away and ends all that is signed in;
 * `require-enrollment`: after the next sign-in, with all that it asks for, the second step is set up anew;
 * `void-recovery-codes`, `end-sessions`;
 * `unlock`: ends waits after wrong tries, and gives no try back;
 * `issue-pass`: makes a temporary access pass.
 */
export const PersonAct = v.variant(
  'type',
  [
    act('remove-factor', {
      factorId: v.pipe(v.string('Give the id of the factor'), v.maxLength(64, 'That is no id')),
    }),
    act('reset', {}),
    act('require-enrollment', {}),
    act('void-recovery-codes', {}),
    act('end-sessions', {}),
    act('unlock', {}),
    act('issue-pass', {
      hours: whole(PASS_HOURS_MAX, `Give whole hours, from 1 to ${PASS_HOURS_MAX}`),
      uses: whole(PASS_USES_MAX, `Give a whole number, from 1 to ${PASS_USES_MAX}`),
    }),
  ],
  'Give an act that there is',
);
export type PersonAct = v.InferOutput<typeof PersonAct>;

/** A temporary access pass, in the one answer that shows it. */
export const IssuedPass = v.object({
  code: v.string(),
  startsAt: Instant,
  expiresAt: Instant,
  uses: v.number(),
});
export type IssuedPass = v.InferOutput<typeof IssuedPass>;

/** Acts that may have to wait: what they take away, or let in, is the second step itself. */
export const GRAVE_ACTS = ['reset', 'issue-pass'] as const;
export type GraveAct = (typeof GRAVE_ACTS)[number];

export const PENDING_ACT_STATES = [
  'waiting',
  'approved',
  'done',
  'refused',
  'withdrawn',
  'cancelled',
  'expired',
] as const;

/** An act that waits: for a second administrator, or for its time. */
export const PendingAct = v.object({
  id: v.string(),
  userId: v.string(),
  email: v.string(),
  type: v.picklist(GRAVE_ACTS),
  reason: v.string(),
  askedBy: v.object({ id: v.string(), email: v.nullable(v.string()), role: Role }),
  askedAt: Instant,
  /** When it happens by itself; null: another administrator decides. */
  readyAt: v.nullable(Instant),
  expiresAt: Instant,
  /** `approved`: who asked for a pass may take it now. */
  state: v.picklist(['waiting', 'approved']),
});
export type PendingAct = v.InferOutput<typeof PendingAct>;
export const PendingActList = v.object({ acts: v.array(PendingAct) });

/** `nothing`: there was nothing to do. `waiting`: it was asked for, and somebody else or time decides. */
export const ActOutcome = v.object({
  outcome: v.picklist(['done', 'nothing', 'waiting']),
  pass: v.nullable(IssuedPass),
});
export type ActOutcome = v.InferOutput<typeof ActOutcome>;

export const DecideAct = request({ reason: ActReason });

/** Somebody who asked for help, and has none yet. */
export const HelpRequest = v.object({
  id: v.string(),
  userId: v.string(),
  email: v.string(),
  role: v.nullable(Role),
  at: Instant,
  /** What was proven by whoever asks; nothing at all is proven by an address. */
  proofs: v.array(v.string()),
  /** Plain text, of whoever asks. */
  words: v.string(),
});
export type HelpRequest = v.InferOutput<typeof HelpRequest>;
/** The oldest first; `next` is the `after` of the page that follows, null at the end. */
export const HelpRequestList = v.object({ requests: v.array(HelpRequest), next: v.nullable(v.string()) });

export const HelpRequestQuery = v.object({
  after: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}\.[\w-]{1,64}$/, 'Give the `next` of the page before')),
  ),
});

/** Closes a request without an act; the reason is what the person reads. */
export const CloseHelpRequest = request({
  answer: v.picklist(['answered', 'refused'], 'Give answered or refused'),
  reason: ActReason,
});

/** A temporary access pass, as typed. */
export const UsePass = request({ code: Code });
