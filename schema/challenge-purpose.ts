import { PURPOSES } from './api/challenge.ts';

/** All that a challenge may be for: those that a client can begin, and those that are part of a flow. */
export const CHALLENGE_PURPOSES = [
  ...PURPOSES,
  'enrollment',
  'recovery',
  'sign-up',
  'password-reset',
] as const;
export type ChallengePurpose = (typeof CHALLENGE_PURPOSES)[number];
