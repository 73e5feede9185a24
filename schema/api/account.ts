import * as v from 'valibot';
import { Code, Email, Flow, Instant, Password } from './fields.ts';

export const SignUp = v.object({ email: Email, password: Password });

/** Same for a free and a taken address: only the mailbox learns which. */
export const CodeSent = v.object({
  flow: v.string(),
  /** When another mail may be asked for. */
  resendAt: Instant,
  /** When the code dies. */
  expiresAt: Instant,
});
export type CodeSent = v.InferOutput<typeof CodeSent>;

export const ConfirmSignUp = v.object({ flow: Flow, code: Code });
export const Resend = v.object({ flow: Flow });

export const StartPasswordReset = v.object({ email: Email });
export const ConfirmPasswordReset = v.object({ flow: Flow, code: Code, newPassword: Password });

export const ChangePassword = v.object({
  newPassword: Password,
  endOtherSessions: v.optional(v.boolean('Give true or false'), true),
});
