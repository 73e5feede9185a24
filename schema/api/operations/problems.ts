import type { ProblemCode } from '../problem.ts';

/** What is refused about a code. */
export const CODE_PROBLEMS: ProblemCode[] = ['wrong-code', 'code-expired', 'not-found'];
/** What is refused about an assertion. */
export const ASSERTION_PROBLEMS: ProblemCode[] = [
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
export const REGISTRATION_PROBLEMS: ProblemCode[] = [
  ...ASSERTION_PROBLEMS.filter((code) => code !== 'passkey-counter' && code !== 'passkey-unknown'),
  'passkey-algorithm',
  'passkey-exists',
  'passkey-not-allowed',
];
/** And about a code of an enrolled factor. */
export const FACTOR_CODE_PROBLEMS: ProblemCode[] = [...CODE_PROBLEMS, 'too-many-tries', 'factor-disabled'];
