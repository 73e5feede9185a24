import { Browser } from './client.ts';
import { mailedCode, newestMail } from './mailbox.ts';
import { roomInStep, totpAt } from './totp-at.ts';

export const PASSWORD = 'violet-anchor-seventh-moon';

let count = 0;
/** An address of nobody else in this run. */
export const someAddress = () => `person-${++count}-${crypto.randomUUID().slice(0, 8)}@example.com`;

export interface Person {
  browser: Browser;
  email: string;
  password: string;
}

export interface TwoStepPerson extends Person {
  /** Base32. */
  secret: string;
  factorId: string;
  recoveryCodes: string[];
}

/** Signs up through the API; the browser ends up signed in. */
export async function signUp(email = someAddress(), password = PASSWORD): Promise<Person> {
  const browser = new Browser();
  const after = await newestMail(email);
  const { flow } = await browser.call<{ flow: string }>('POST', '/v1/accounts', { email, password });
  await browser.call('POST', '/v1/accounts/confirm', { flow, code: await mailedCode(email, after) });
  return { browser, email, password };
}

/**
 * Turns two-step verification on. It is confirmed with the step before the current one, so that the current
 * one is still good for a test's own use.
 */
export async function withTwoStep(person?: Person): Promise<TwoStepPerson> {
  const { browser, ...rest } = person ?? (await signUp());
  const { codes } = await browser.call<{ codes: string[] }>('POST', '/v1/recovery-codes');
  const { enrollment } = await browser.call<{ enrollment: { id: string; secret: string } }>(
    'POST',
    '/v1/enrollments',
    { method: 'totp' },
  );
  await roomInStep();
  await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, {
    code: totpAt(enrollment.secret, -1),
  });
  return { browser, ...rest, secret: enrollment.secret, factorId: enrollment.id, recoveryCodes: codes };
}

/** Passes the first step in a new browser. */
export async function passwordStep({
  email,
  password,
}: Pick<Person, 'email' | 'password'>): Promise<Browser> {
  const browser = new Browser();
  await browser.call('POST', '/v1/sign-in', { email, password });
  return browser;
}

/** Begins a challenge. @returns its id */
export async function challenge(browser: Browser, method: string, purpose = 'sign-in'): Promise<string> {
  const begun = await browser.call<{ challenge: { id: string } }>('POST', '/v1/challenges', {
    purpose,
    method,
  });
  return begun.challenge.id;
}
