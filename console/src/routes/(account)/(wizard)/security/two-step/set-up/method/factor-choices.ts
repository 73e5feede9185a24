import type { FactorList } from '#schema/api/factor.ts';
import type { StepSlug } from '../steps.ts';

type FactorChoice = { slug: StepSlug; method: 'passkey' | 'push' | 'totp' };

/** What can be set up as a second step here: one entry a method, each with a step of its own. */
export const factorChoices = ({ push }: FactorList): FactorChoice[] => [
  { slug: 'passkey', method: 'passkey' },
  ...(push ? [{ slug: 'countersign-push', method: 'push' } as const] : []),
  { slug: 'authenticator-app', method: 'totp' },
];
