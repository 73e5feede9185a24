import { ChangePassword, CodeSent, ConfirmPasswordReset, Resend, StartPasswordReset } from '../account.ts';
import { EventList } from '../event.ts';
import { SessionAnswer, SessionList, SessionsEnded } from '../session.ts';
import type { Operation } from './operation.ts';
import { CODE_PROBLEMS } from './problems.ts';

/** Password, sessions, activity. */
export const ACCOUNT_OPERATIONS: readonly Operation[] = [
  {
    method: 'put',
    path: '/v1/password',
    tag: 'Password',
    session: 'fresh',
    body: ChangePassword,
    status: 200,
    answer: SessionAnswer,
    summary: 'Change the password',
    problems: ['password-refused'],
  },
  {
    method: 'post',
    path: '/v1/recovery/password',
    tag: 'Password',
    session: 'none',
    body: StartPasswordReset,
    status: 202,
    answer: CodeSent,
    summary: 'Forgot my password',
    description: 'Mails a code if the address has an account; the answer does not tell.',
    problems: ['too-many-requests'],
  },
  {
    method: 'post',
    path: '/v1/recovery/password/resend',
    tag: 'Password',
    session: 'none',
    body: Resend,
    status: 202,
    answer: CodeSent,
    summary: 'Mail the code again',
    problems: ['code-expired', 'too-many-requests'],
  },
  {
    method: 'post',
    path: '/v1/recovery/password/confirm',
    tag: 'Password',
    session: 'none',
    body: ConfirmPasswordReset,
    status: 204,
    summary: 'Set a new password',
    description:
      'Ends all sessions and opens none: sign in with the new password. Factors and codes stay as they are.',
    problems: [...CODE_PROBLEMS, 'password-refused', 'too-many-requests'],
  },
  {
    method: 'get',
    path: '/v1/sessions',
    tag: 'Sessions',
    session: 'full',
    status: 200,
    answer: SessionList,
    summary: 'Where am I signed in',
  },
  {
    method: 'delete',
    path: '/v1/sessions',
    tag: 'Sessions',
    session: 'fresh',
    status: 200,
    answer: SessionsEnded,
    summary: 'End all other sessions',
  },
  {
    method: 'delete',
    path: '/v1/sessions/{id}',
    tag: 'Sessions',
    session: 'fresh',
    status: 200,
    answer: SessionsEnded,
    summary: 'End one session',
    problems: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/events',
    tag: 'Activity',
    session: 'full',
    status: 200,
    answer: EventList,
    summary: 'My security activity',
    query: { before: 'The `next` of the page before' },
  },
];
