import { CodeSent, ConfirmSignUp, Resend, SignUp } from '../account.ts';
import { SessionAnswer } from '../session.ts';
import type { Operation } from './operation.ts';
import { CODE_PROBLEMS } from './problems.ts';

/** Making an account. */
export const SIGN_UP_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/accounts',
    tag: 'Sign-up',
    session: 'none',
    body: SignUp,
    status: 202,
    answer: CodeSent,
    summary: 'Sign up',
    description:
      'Mails a 6-digit code. A taken address gets the same answer; its mailbox is told that it has an account.',
    problems: ['password-refused', 'too-many-requests'],
  },
  {
    method: 'post',
    path: '/v1/accounts/resend',
    tag: 'Sign-up',
    session: 'none',
    body: Resend,
    status: 202,
    answer: CodeSent,
    summary: 'Mail the code again',
    description: 'The same code, for no longer and with no more tries.',
    problems: ['code-expired', 'too-many-requests'],
  },
  {
    method: 'post',
    path: '/v1/accounts/confirm',
    tag: 'Sign-up',
    session: 'none',
    body: ConfirmSignUp,
    status: 200,
    answer: SessionAnswer,
    summary: 'Confirm the address',
    description: 'Makes the account and signs in.',
    problems: [...CODE_PROBLEMS, 'too-many-requests'],
  },
];
