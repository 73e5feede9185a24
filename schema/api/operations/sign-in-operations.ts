import { BeginChallenge, ChallengeAnswer, VerifyChallenge } from '../challenge.ts';
import { PasskeySignIn, VerifyPasskeySignIn } from '../passkey.ts';
import { Reauthenticate, SessionAnswer, SignIn } from '../session.ts';
import type { Operation } from './operation.ts';
import { ASSERTION_PROBLEMS, FACTOR_CODE_PROBLEMS } from './problems.ts';

/** Signing in, and proving it again. */
export const SIGN_IN_OPERATIONS: readonly Operation[] = [
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
    problems: ['code-expired', 'too-many-requests', ...ASSERTION_PROBLEMS],
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
      'country-not-served',
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
    problems: [
      'not-found',
      'code-expired',
      'method-not-available',
      'country-not-served',
      'too-many-requests',
    ],
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
    problems: [...FACTOR_CODE_PROBLEMS, ...ASSERTION_PROBLEMS, 'method-not-available'],
  },
];
