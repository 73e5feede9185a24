import { METHOD_WORDS } from '#lib/method-words.ts';
import type { StepSlug } from '../steps.ts';

type FactorChoice = { slug: StepSlug; title: string; text: string; icon: typeof METHOD_WORDS.totp.icon };

/** What can be set up as a second step: one entry a method, each with a step of its own. */
export const FACTOR_CHOICES: FactorChoice[] = [
  {
    slug: 'passkey',
    title: METHOD_WORDS.passkey.title,
    text: 'Your fingerprint, face or PIN, or a key that you plug in. The quickest, and the hardest to steal.',
    icon: METHOD_WORDS.passkey.icon,
  },
  {
    slug: 'authenticator-app',
    title: METHOD_WORDS.totp.title,
    text: 'An app on your phone shows a new code every 30 seconds, even without a signal.',
    icon: METHOD_WORDS.totp.icon,
  },
];
