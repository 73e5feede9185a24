import type { GenericSchema } from 'valibot';
import {
  ChangePassword,
  CodeSent,
  ConfirmPasswordReset,
  ConfirmSignUp,
  Resend,
  SignUp,
  StartPasswordReset,
} from './account.ts';
import { BeginChallenge, ChallengeAnswer, VerifyChallenge } from './challenge.ts';
import {
  BeginEnrollment,
  ConfirmEnrollment,
  EnrollmentAnswer,
  EnrollmentConfirmed,
  EnrollmentList,
} from './enrollment.ts';
import { EventList } from './event.ts';
import { FactorAnswer, FactorList, RecoveryCodes, RecoveryCodesState, RenameFactor } from './factor.ts';
import { PasskeySignIn, VerifyPasskeySignIn } from './passkey.ts';
import type { ProblemCode } from './problem.ts';
import { Reauthenticate, SessionAnswer, SessionList, SessionsEnded, SignIn } from './session.ts';

/** One operation of the API, for its description at /openapi.json. A test holds this list to the routes. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** Who may call it: anybody; a session, finished or not; a finished one; a freshly re-authenticated one. */
  session: 'none' | 'half' | 'full' | 'fresh';
  query?: Record<string, string>;
  body?: GenericSchema;
  status: 200 | 201 | 202 | 204;
  answer?: GenericSchema;
  /** Refusals beyond those of every request of its kind. */
  problems?: ProblemCode[];
}

const CODE: ProblemCode[] = ['wrong-code', 'code-expired', 'not-found'];
/** What is refused about an assertion. */
const PASSKEY: ProblemCode[] = [
  'passkey-malformed',
  'passkey-wrong-type',
  'passkey-wrong-challenge',
  'passkey-wrong-origin',
  'passkey-cross-origin',
  'passkey-wrong-service',
  'passkey-user-not-present',
  'passkey-user-not-verified',
  'passkey-backup-flags',
  'passkey-bad-signature',
  'passkey-counter',
  'passkey-unknown',
];
/** And about a registration. */
const REGISTRATION: ProblemCode[] = [
  ...PASSKEY.filter((code) => code !== 'passkey-counter' && code !== 'passkey-unknown'),
  'passkey-algorithm',
  'passkey-exists',
  'passkey-not-allowed',
];
const FACTOR_CODE: ProblemCode[] = [...CODE, 'too-many-tries', 'factor-disabled'];

export const OPERATIONS: readonly Operation[] = [
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
    problems: [...CODE, 'too-many-requests'],
  },
  {
    method: 'post',
    path: '/v1/sign-in',
    tag: 'Sign-in',
    session: 'none',
    body: SignIn,
    status: 200,
    answer: SessionAnswer,
    summary: 'Sign in with a password',
    description:
      'A session of stage `full` is signed in; one of stage `second-factor` still owes an answer to a challenge, and opens nothing else.',
    problems: ['wrong-credentials', 'too-many-tries', 'too-many-requests'],
  },
  {
    method: 'post',
    path: '/v1/sign-in/passkey',
    tag: 'Sign-in',
    session: 'none',
    status: 200,
    answer: PasskeySignIn,
    summary: 'Begin to sign in with a passkey, without a name',
    description: 'The same for everybody: what the browser needs to ask for any passkey of this service.',
    problems: ['too-many-requests'],
  },
  {
    method: 'post',
    path: '/v1/sign-in/passkey/verify',
    tag: 'Sign-in',
    session: 'none',
    body: VerifyPasskeySignIn,
    status: 200,
    answer: SessionAnswer,
    summary: 'Sign in with a passkey',
    description:
      'The passkey says whose it is. The device has checked the person, so no second step follows. A flow takes one answer.',
    problems: ['code-expired', 'too-many-requests', ...PASSKEY],
  },
  {
    method: 'get',
    path: '/v1/session',
    tag: 'Sign-in',
    session: 'half',
    status: 200,
    answer: SessionAnswer,
    summary: 'Who am I',
  },
  {
    method: 'delete',
    path: '/v1/session',
    tag: 'Sign-in',
    session: 'none',
    status: 204,
    summary: 'Sign out',
  },
  {
    method: 'post',
    path: '/v1/session/reauthenticate',
    tag: 'Sign-in',
    session: 'full',
    body: Reauthenticate,
    status: 200,
    answer: SessionAnswer,
    summary: 'Re-authenticate with the password',
    description:
      'For five minutes, changes need no new proof. With an enrolled factor: a challenge of purpose `reauthentication`.',
    problems: ['wrong-password', 'too-many-tries'],
  },
  {
    method: 'post',
    path: '/v1/challenges',
    tag: 'Challenges',
    session: 'half',
    body: BeginChallenge,
    status: 201,
    answer: ChallengeAnswer,
    summary: 'Begin a challenge',
    description: 'One that is open in this session is closed by it.',
    problems: [
      'method-not-available',
      'already-signed-in',
      'second-factor-required',
      'too-many-tries',
      'too-many-requests',
    ],
  },
  {
    method: 'post',
    path: '/v1/challenges/{id}/resend',
    tag: 'Challenges',
    session: 'half',
    status: 200,
    answer: ChallengeAnswer,
    summary: 'Mail its code again',
    problems: ['not-found', 'code-expired', 'method-not-available', 'too-many-requests'],
  },
  {
    method: 'post',
    path: '/v1/challenges/{id}/verify',
    tag: 'Challenges',
    session: 'half',
    body: VerifyChallenge,
    status: 200,
    answer: SessionAnswer,
    summary: 'Answer a challenge',
    description:
      'A right answer raises the session and replaces its cookie. Each code counts once, wherever it is used. When an answer is lost on the way, begin a new challenge with the next code, or sign in anew.',
    problems: [...FACTOR_CODE, ...PASSKEY, 'method-not-available'],
  },
  {
    method: 'get',
    path: '/v1/factors',
    tag: 'Factors',
    session: 'full',
    status: 200,
    answer: FactorList,
    summary: 'What protects the account',
  },
  {
    method: 'patch',
    path: '/v1/factors/{id}',
    tag: 'Factors',
    session: 'fresh',
    body: RenameFactor,
    status: 200,
    answer: FactorAnswer,
    summary: 'Rename a factor',
    problems: ['not-found', 'method-not-available'],
  },
  {
    method: 'delete',
    path: '/v1/factors/{id}',
    tag: 'Factors',
    session: 'fresh',
    status: 200,
    answer: FactorList,
    summary: 'Remove a factor',
    description:
      'Ends all other sessions. With the last second step, two-step verification is off and the recovery codes are void. Answers what remains.',
    problems: ['not-found', 'method-not-available'],
  },
  {
    method: 'get',
    path: '/v1/enrollments',
    tag: 'Enrollment',
    session: 'full',
    status: 200,
    answer: EnrollmentList,
    summary: 'What is being set up in this session',
  },
  {
    method: 'post',
    path: '/v1/enrollments',
    tag: 'Enrollment',
    session: 'fresh',
    body: BeginEnrollment,
    status: 201,
    answer: EnrollmentAnswer,
    summary: 'Begin to set up a factor',
    description: 'While one of the same kind is pending in this session, that one is answered again.',
    problems: ['factor-limit', 'factor-exists', 'too-many-requests'],
  },
  {
    method: 'delete',
    path: '/v1/enrollments',
    tag: 'Enrollment',
    session: 'full',
    status: 204,
    summary: 'Leave the set-up',
    description: 'Destroys what is pending in this session: secrets and recovery codes.',
  },
  {
    method: 'post',
    path: '/v1/enrollments/{id}/resend',
    tag: 'Enrollment',
    session: 'fresh',
    status: 200,
    answer: EnrollmentAnswer,
    summary: 'Mail its code again',
    problems: ['not-found', 'code-expired', 'method-not-available', 'too-many-requests'],
  },
  {
    method: 'post',
    path: '/v1/enrollments/{id}/confirm',
    tag: 'Enrollment',
    session: 'fresh',
    body: ConfirmEnrollment,
    status: 200,
    answer: EnrollmentConfirmed,
    summary: 'Confirm a factor with its first code',
    description:
      'The first second step needs pending recovery codes, makes them live, and ends all other sessions.',
    problems: [
      ...CODE,
      ...REGISTRATION,
      'recovery-codes-required',
      'factor-limit',
      'factor-exists',
      'method-not-available',
    ],
  },
  {
    method: 'get',
    path: '/v1/recovery-codes',
    tag: 'Recovery codes',
    session: 'full',
    status: 200,
    answer: RecoveryCodesState,
    summary: 'How many are left',
  },
  {
    method: 'post',
    path: '/v1/recovery-codes',
    tag: 'Recovery codes',
    session: 'fresh',
    status: 201,
    answer: RecoveryCodes,
    summary: 'Make recovery codes',
    description:
      'With two-step verification on, the old ones are dead at once. Before, the set is pending until the first factor is confirmed, and is answered again while it is.',
  },
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
    problems: [...CODE, 'password-refused', 'too-many-requests'],
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
