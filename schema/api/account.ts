import * as v from 'valibot';
import { LANGUAGE_CODES } from '../../messages/language.ts';
import { Code, Email, Flow, Instant, Password, PersonName } from './fields.ts';
import { request } from './request.ts';

export const SignUp = request({ email: Email, password: Password });

/** Same for a free and a taken address: only the mailbox learns which. */
export const CodeSent = v.object({
  flow: v.string(),
  /** When another mail may be asked for. */
  resendAt: Instant,
  /** When the code dies. */
  expiresAt: Instant,
});
export type CodeSent = v.InferOutput<typeof CodeSent>;

export const ConfirmSignUp = request({ flow: Flow, code: Code });
export const Resend = request({ flow: Flow });

export const StartPasswordReset = request({ email: Email });
export const ConfirmPasswordReset = request({ flow: Flow, code: Code, newPassword: Password });

export const ChangePassword = request({
  newPassword: Password,
  endOtherSessions: v.optional(v.boolean('Give true or false'), true),
});

export const ChooseLanguage = request({
  language: v.picklist(LANGUAGE_CODES, `Give one of ${LANGUAGE_CODES.join(', ')}`),
});

export const ChangeName = request({ name: PersonName });
