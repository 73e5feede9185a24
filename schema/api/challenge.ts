import * as v from 'valibot';
import { Delivery } from './delivery.ts';
import { Code, Instant } from './fields.ts';
import { Method } from './method.ts';
import { AssertionCredential, RequestOptions } from './passkey.ts';
import { oneAnswer, request } from './request.ts';

export const PURPOSES = ['sign-in', 'reauthentication'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Without a factorId: the one of that method that was used last. */
export const BeginChallenge = request({
  purpose: v.picklist(PURPOSES, 'Give a purpose: sign-in or reauthentication'),
  method: v.picklist(
    ['totp', 'passkey', 'push', 'sms', 'email', 'recovery-code'],
    'Give a method: totp, passkey, push, sms, email or recovery-code',
  ),
  factorId: v.optional(v.pipe(v.string(), v.maxLength(64))),
});
export type BeginChallenge = v.InferOutput<typeof BeginChallenge>;

/** What a person did with a push on his device. */
export const PUSH_OUTCOMES = ['approved', 'denied', 'reported', 'mismatched'] as const;
export type PushOutcome = (typeof PUSH_OUTCOMES)[number];

export const Challenge = v.object({
  id: v.string(),
  purpose: v.picklist([...PURPOSES, 'recovery']),
  method: Method,
  factorId: v.nullable(v.string()),
  name: v.string(),
  expiresAt: Instant,
  triesLeft: v.number(),
  sentTo: v.nullable(v.string()),
  resendAt: v.nullable(Instant),
  /** How far its code got; null where none is sent. */
  delivery: v.nullable(Delivery),
  /** For a passkey: what the browser's WebAuthn API takes. */
  options: v.nullable(RequestOptions),
  /** For a push: the number to type on the device, and what was done there; null while nothing was. */
  push: v.nullable(v.object({ number: v.string(), outcome: v.nullable(v.picklist(PUSH_OUTCOMES)) })),
});
export type Challenge = v.InferOutput<typeof Challenge>;

/** A code; for a passkey the browser's credential; for a push that it was approved. */
export const VerifyChallenge = oneAnswer({
  code: v.optional(Code),
  credential: v.optional(AssertionCredential),
  approved: v.optional(v.literal(true, 'Give true, or leave it out')),
  /**
   * At a sign-in: skip this second step on this browser for the `rememberDeviceDays` of the session. Nothing
   * comes of it where that is 0, or after a recovery code.
   */
  rememberDevice: v.optional(v.boolean('Give true or false'), false),
});
export const ChallengeAnswer = v.object({ challenge: Challenge });
