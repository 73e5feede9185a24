import * as v from 'valibot';
import { Event } from './event.ts';
import { Factor } from './factor.ts';
import { Code, Email } from './fields.ts';
import { request } from './request.ts';
import { Recovery } from './session.ts';

/** What stands behind the # of the link in a notice. Opaque. */
export const LinkToken = v.pipe(
  v.string('Give the part of the link behind the #'),
  v.nonEmpty('Give the part of the link behind the #'),
  v.maxLength(256, 'That is not the whole link, or more than it'),
);

/** Without a factorId: the first of that method. */
export const BeginRecoveryChallenge = request({
  method: v.picklist(['sms', 'email', 'recovery-code'], 'Give a method: sms, email or recovery-code'),
  factorId: v.optional(v.pipe(v.string(), v.maxLength(64))),
});
export type BeginRecoveryChallenge = v.InferOutput<typeof BeginRecoveryChallenge>;

export const VerifyRecoveryChallenge = request({ code: Code });

/** What a session of account recovery is about. */
export const AccountRecovery = v.object({
  recovery: Recovery,
  /** The second steps that the account has. */
  factors: v.array(Factor),
  /** Ids of those that are removed when the new one is confirmed. */
  lost: v.array(v.string()),
});
export type AccountRecovery = v.InferOutput<typeof AccountRecovery>;

export const ChooseLost = request({
  lost: v.pipe(
    v.array(
      v.pipe(v.string('Give ids, as text'), v.maxLength(64)),
      'Give the ids of what is lost, as a list',
    ),
    v.maxLength(100, 'There are fewer of them'),
  ),
});

export const CancelRecovery = request({ token: LinkToken });

/** What a person writes to the administrators: plain text of some lines, or nothing. */
const Words = v.pipe(
  v.string('Give your words, as text'),
  v.trim(),
  v.maxLength(500, 'Use at most 500 characters'),
  // eslint-disable-next-line no-control-regex
  v.regex(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f]*$/u, 'Write plain text'),
);

export const AskForHelp = request({ email: Email, words: Words });
export const AskForMyHelp = request({ words: Words });

export const NotMe = request({ token: LinkToken });

/**
 * `open`: the account can be locked because of it. `locked`: it is. `settled`: it was, and its owner came back
 * with a new password since.
 */
const STATES = ['open', 'locked', 'settled'] as const;

export const NotMeEvent = v.object({ event: Event, state: v.picklist(STATES) });
export type NotMeEvent = v.InferOutput<typeof NotMeEvent>;

export const AccountLocked = v.object({ state: v.picklist(STATES) });
