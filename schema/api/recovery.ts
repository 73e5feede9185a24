import * as v from 'valibot';
import { Factor } from './factor.ts';
import { Code, Email } from './fields.ts';
import { request } from './request.ts';
import { Recovery } from './session.ts';

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

/** The token of a mail's link. */
export const CancelRecovery = request({
  token: v.pipe(
    v.string('Give the token of the link'),
    v.nonEmpty('Open the link of the mail again'),
    v.maxLength(256, 'Open the link of the mail again'),
  ),
});

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
