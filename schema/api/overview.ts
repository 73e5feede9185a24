import * as v from 'valibot';
import { EVENT_TYPES } from './event.ts';
import type { EventType } from './event.ts';
import { Method } from './method.ts';
import { SECOND_STEPS } from './person.ts';

/** For how many days back. */
export const OVERVIEW_DAYS = ['30', '90', '365'] as const;

export const OverviewQuery = v.object({
  days: v.optional(v.picklist(OVERVIEW_DAYS, `Give one of ${OVERVIEW_DAYS.join(', ')}`), '30'),
});

/** What is counted of sign-ins: those that succeeded, and what went wrong. */
export const COUNTED_EVENTS = [
  'sign-in.succeeded',
  'recovery-code.used',
  'sign-in.failed',
  'challenge.failed',
  'factor.locked',
  'factor.disabled',
  'passkey.counter-regressed',
  'account.locked',
  'code.sent',
  'message.undelivered',
] as const satisfies readonly EventType[];

/** A day in UTC: 2026-11-25. */
const Day = v.pipe(v.string(), v.isoDate());

/** How many people had which second step as their strongest, at the end of a day. */
export const CoverageDay = v.object({
  day: Day,
  people: v.record(v.picklist(SECOND_STEPS), v.number()),
});
export type CoverageDay = v.InferOutput<typeof CoverageDay>;

/** How often something happened on a day. What never did is left out. */
export const EventCount = v.object({
  day: Day,
  type: v.picklist(EVENT_TYPES),
  method: v.nullable(Method),
  count: v.number(),
});
export type EventCount = v.InferOutput<typeof EventCount>;

export const Overview = v.object({
  /** Each day that was asked for, today last. */
  coverage: v.array(CoverageDay),
  events: v.array(EventCount),
  /** Accounts of which something is locked right now. */
  locked: v.number(),
  /** People who wait for an answer to their request for help. */
  openRequests: v.number(),
});
export type Overview = v.InferOutput<typeof Overview>;
