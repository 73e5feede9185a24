import type { BrowserContext } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { enroll, signUp as signUpThroughApi } from '../../../scripts/seed.ts';
import { ContextClient } from './context-client.ts';
import { steadyStep } from './steady-code.ts';

export interface Person {
  email: string;
  password: string;
}

export interface TwoStepPerson extends Person {
  /** Base32. */
  secret: string;
  recoveryCodes: string[];
}

/** Somebody who has no account yet. */
export const somebody = (): Person => ({
  email: `${randomUUID().slice(0, 13)}@example.com`,
  password: 'violet-anchor-seventh-moon',
});

/** Signs up; the browser is signed in. */
export async function signUp(context: BrowserContext): Promise<Person> {
  const person = somebody();
  await signUpThroughApi('', person, new ContextClient(context));
  return person;
}

/** Signs up and turns two-step verification on; the current code of the app is still unused. */
export async function signUpWithTwoStep(context: BrowserContext): Promise<TwoStepPerson> {
  const person = await signUp(context);
  // Not between two steps: the set-up takes the code of the step before.
  await steadyStep();
  return (await enroll(new ContextClient(context), person)) as TwoStepPerson;
}

/** Signs a browser in with the password and, where it is owed, a recovery code. */
export async function signIn(context: BrowserContext, person: Person, recoveryCode?: string): Promise<void> {
  const client = new ContextClient(context);
  await client.call('POST', '/v1/sign-in', { email: person.email, password: person.password });
  if (!recoveryCode) return;
  const body = { purpose: 'sign-in', method: 'recovery-code' };
  const { challenge } = await client.call<{ challenge: { id: string } }>('POST', '/v1/challenges', body);
  await client.call('POST', `/v1/challenges/${challenge.id}/verify`, { code: recoveryCode });
}
