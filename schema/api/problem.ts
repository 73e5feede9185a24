import * as v from 'valibot';
import { FieldError } from './fault.ts';
import { REASONS, type Reason } from './reason.ts';

/**
 * Every refusal of the API, as RFC 9457 problem details. The key is the stable part: a client may
 * switch on it. `type` on the wire is `urn:countersign:problem:<key>`.
 */
export const PROBLEMS = {
  'invalid-request': [400, 'The request is not of the form that this address takes'],
  'cross-origin': [403, 'Requests that change something must come from the service’s own pages'],
  'body-too-large': [413, 'The body is larger than 64 KiB'],
  'body-too-slow': [408, 'The body did not arrive in time'],
  'unsupported-media-type': [415, 'Send the body as application/json'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This address does not take that method'],
  'not-signed-in': [401, 'Sign in first'],
  'second-factor-required': [403, 'Finish signing in with your second step first'],
  'already-signed-in': [409, 'This session has passed its second step already'],
  'reauthentication-required': [403, 'Confirm that it is you first'],
  'not-permitted': [403, 'Your role does not allow this'],
  'two-step-required': [403, 'Administrators sign in with two steps'],
  'no-such-person': [404, 'Nobody has an account with that address'],
  'last-owner': [409, 'There must be an owner'],
  'enrollment-required': [403, 'Set up two-step verification first'],
  'last-factor': [409, 'Two-step verification is required here: set up another method first'],
  'not-from-here': [403, 'Sign-in is not allowed from where you are'],
  'policy-changed': [409, 'Somebody else changed the policy meanwhile'],
  'would-lock-you-out': [409, 'With this policy you could not sign in as you are now'],
  'would-lock-owners-out': [409, 'With this policy no owner could sign in from where he last was'],
  'group-exists': [409, 'There is a group of that name'],
  'group-in-use': [409, 'The policy speaks of this group'],
  'level-too-low': [403, 'This session was not opened with two-step verification'],
  'wrong-credentials': [401, 'That e-mail address and password do not match'],
  'wrong-password': [403, 'That password is not right'],
  'wrong-code': [403, 'That code is not right'],
  'code-expired': [410, 'That code can no longer be used'],
  'link-expired': [410, 'That link can no longer be used'],
  'account-locked': [403, 'This account is locked until a new password is set'],
  'too-many-tries': [429, 'Too many wrong tries'],
  'too-many-requests': [429, 'Too many requests'],
  'factor-disabled': [403, 'This method was turned off after too many wrong tries in a year'],
  'method-not-available': [409, 'This method cannot be used here'],
  'last-second-step': [409, 'That is the last second step of this account'],
  'act-over': [410, 'That can no longer be decided'],
  'act-waits': [409, 'The same was asked for already, and waits'],
  'recovery-session': [403, 'This session can only set up a new method and recovery codes'],
  'recovery-paused': [429, 'A recovery of this account was stopped not long ago'],
  'recovery-over': [410, 'That recovery is over'],
  'recovery-codes-required': [409, 'Save your recovery codes before you add the first method'],
  'passkey-malformed': [400, 'What the authenticator answered cannot be read'],
  'passkey-wrong-type': [403, 'That is an answer to another kind of question'],
  'passkey-wrong-challenge': [403, 'That answers another challenge'],
  'passkey-wrong-origin': [403, 'That was made on another site'],
  'passkey-cross-origin': [403, 'That was made inside a page of another site'],
  'passkey-wrong-service': [403, 'That passkey belongs to another service'],
  'passkey-user-not-present': [403, 'The authenticator did not see anybody'],
  'passkey-user-not-verified': [403, 'The authenticator did not check who you are'],
  'passkey-backup-flags': [403, 'What the authenticator says of backups contradicts itself'],
  'passkey-algorithm': [403, 'That kind of key was not asked for'],
  'passkey-bad-signature': [403, 'That signature is not right'],
  'passkey-counter': [403, 'That passkey may have been copied'],
  'passkey-unknown': [403, 'That passkey is not one of this account'],
  'passkey-exists': [409, 'That passkey is registered already'],
  'passkey-not-allowed': [403, 'That kind of authenticator is not allowed here'],
  'push-waiting': [409, 'Nothing was decided on the device yet'],
  'verification-required': [403, 'This device approves only once it has checked its owner'],
  'push-paused': [429, 'No more requests are sent to your devices for a while'],
  'device-unknown': [401, 'This device is not one of an account here'],
  'device-clock': [403, 'The device’s clock is off'],
  'country-not-served': [422, 'Text messages are not sent to that country'],
  'import-state': [409, 'The import is past that, or not there yet'],
  'factor-limit': [409, 'There are as many of these as an account may have'],
  'factor-exists': [409, 'That one is set up already'],
  'password-refused': [422, 'Choose another password'],
  unavailable: [503, 'This cannot be done right now'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[];

export const problemType = (code: ProblemCode) => `urn:countersign:problem:${code}`;

/** RFC 9457 section 3.1, with this API's extension members. */
export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  /** Why, where the problem has several causes: the detail as a stable code. */
  reason: v.optional(v.picklist(Object.keys(REASONS) as Reason[])),
  /** The request's id, also in the X-Request-Id header: what to quote to an operator. */
  instance: v.optional(v.string()),
  /** For invalid-request and password-refused: which fields, and what would be right. */
  errors: v.optional(v.array(FieldError)),
  /** For wrong-code and wrong-password: tries before the lock. */
  triesLeft: v.optional(v.number()),
  /** For too-many-tries and too-many-requests: when to try again (ISO 8601, UTC). */
  retryAt: v.optional(v.string()),
  /** For device-clock: what time it is here (ISO 8601, UTC). */
  serverTime: v.optional(v.string()),
});
export type Problem = v.InferOutput<typeof Problem>;

/** What may accompany a problem code. */
export type ProblemDetail = Pick<
  Problem,
  'detail' | 'reason' | 'errors' | 'triesLeft' | 'retryAt' | 'serverTime'
>;
