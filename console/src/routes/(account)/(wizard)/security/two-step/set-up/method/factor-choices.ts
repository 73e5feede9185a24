import type { StepSlug } from '../steps.ts';

type FactorChoice = { slug: StepSlug; method: 'passkey' | 'totp' };

/** What can be set up as a second step: one entry a method, each with a step of its own. */
export const FACTOR_CHOICES: FactorChoice[] = [
  { slug: 'passkey', method: 'passkey' },
  { slug: 'authenticator-app', method: 'totp' },
];
