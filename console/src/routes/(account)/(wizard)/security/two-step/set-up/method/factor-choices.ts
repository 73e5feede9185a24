import type { FactorList } from '#schema/api/factor.ts';
import type { StepSlug } from '../steps.ts';

type FactorChoice = { slug: StepSlug; method: 'passkey' | 'push' | 'totp' };

/** The step of each method that can be set up as a second step. */
const CHOICES: FactorChoice[] = [
  { slug: 'passkey', method: 'passkey' },
  { slug: 'countersign-push', method: 'push' },
  { slug: 'authenticator-app', method: 'totp' },
];

/** What policy lets be set up here, in its order. */
export const factorChoices = ({ offered }: FactorList): FactorChoice[] =>
  offered.flatMap((method) => CHOICES.filter((choice) => choice.method === method));
