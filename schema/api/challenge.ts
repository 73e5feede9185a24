import * as v from 'valibot';
import { Code, Instant } from './fields.ts';
import { Method } from './method.ts';
import { AssertionCredential, RequestOptions } from './passkey.ts';
import { codeOrCredential, request } from './request.ts';

export const PURPOSES = ['sign-in', 'reauthentication'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Without a factorId: the one of that method that was used last. */
export const BeginChallenge = request({
  purpose: v.picklist(PURPOSES, 'Give a purpose: sign-in or reauthentication'),
  method: v.picklist(
    ['totp', 'passkey', 'sms', 'email', 'recovery-code'],
    'Give a method: totp, passkey, sms, email or recovery-code',
  ),
  factorId: v.optional(v.pipe(v.string(), v.maxLength(64))),
});
export type BeginChallenge = v.InferOutput<typeof BeginChallenge>;

export const Challenge = v.object({
  id: v.string(),
  purpose: v.picklist(PURPOSES),
  method: Method,
  factorId: v.nullable(v.string()),
  name: v.string(),
  expiresAt: Instant,
  triesLeft: v.number(),
  sentTo: v.nullable(v.string()),
  resendAt: v.nullable(Instant),
  /** For a passkey: what the browser's WebAuthn API takes. */
  options: v.nullable(RequestOptions),
});
export type Challenge = v.InferOutput<typeof Challenge>;

export const VerifyChallenge = codeOrCredential({
  code: v.optional(Code),
  credential: v.optional(AssertionCredential),
});
export const ChallengeAnswer = v.object({ challenge: Challenge });
