import { vi } from 'vitest';
import { config } from '../../worker/config.ts';
import type { Recovery, RecoveryOption, Session } from '../../schema/api/session.ts';
import { Browser } from './client.ts';
import { mailbox, mailedCode, newestMail } from './mailbox.ts';
import type { Person, TwoStepPerson } from './people.ts';
import { passwordStep, someAddress, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

export const NEW_PASSWORD = 'another-one-for-the-list';

type Known = Pick<Person, 'email' | 'password'>;

/** Adds a recovery address to a signed-in person's account. @returns it */
export async function withRecoveryAddress({ browser }: Person, address = someAddress()): Promise<string> {
  const wish = { method: 'email', address };
  const after = await newestMail(address);
  const { enrollment } = await browser.call<{ enrollment: { id: string } }>('POST', '/v1/enrollments', wish);
  const code = await mailedCode(address, after);
  await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code });
  return address;
}

/** Resets the password by mail, all the way. */
export async function resetPassword(email: string, newPassword = NEW_PASSWORD): Promise<void> {
  const browser = new Browser();
  const after = await newestMail(email);
  const { flow } = await browser.call<{ flow: string }>('POST', '/v1/recovery/password', { email });
  const code = await mailedCode(email, after);
  await browser.call('POST', '/v1/recovery/password/confirm', { flow, code, newPassword });
}

export const sessionOf = async (browser: Browser) =>
  (await browser.call<{ session: Session }>('GET', '/v1/session')).session;

/** The ways that a half session is offered. */
export const optionsOf = async (browser: Browser): Promise<RecoveryOption[]> =>
  (await sessionOf(browser)).recoveryOptions;

/** Begins to prove the loss. @returns the challenge's id, and how to get its code */
export async function beginProof(browser: Browser, method: 'email' | 'recovery-code', address?: string) {
  const after = address ? await newestMail(address) : 0;
  const { challenge } = await browser.call<{ challenge: { id: string } }>('POST', '/v1/recovery/challenges', {
    method,
  });
  return { path: `/v1/recovery/challenges/${challenge.id}/verify`, code: () => mailedCode(address!, after) };
}

/** Proves the loss by a mailed code, in a browser that gave the password. @returns what comes of it */
export async function proveByMail(browser: Browser, address: string): Promise<Session> {
  const { path, code } = await beginProof(browser, 'email', address);
  return (await browser.call<{ session: Session }>('POST', path, { code: await code() })).session;
}

/** The same by a recovery code. */
export async function proveByCode(browser: Browser, code: string): Promise<Session> {
  const { path } = await beginProof(browser, 'recovery-code');
  return (await browser.call<{ session: Session }>('POST', path, { code })).session;
}

/** Password and mailed code in a new browser. */
export async function askToRecover(
  person: Known,
  address: string,
): Promise<{ browser: Browser; recovery: Recovery }> {
  const browser = await passwordStep(person);
  const { recovery } = await proveByMail(browser, address);
  return { browser, recovery: recovery! };
}

/** Somebody in a session of recovery, the quick way: by a recovery code, with a password that was reset. */
export async function recovering(): Promise<TwoStepPerson> {
  const person = await withTwoStep();
  await resetPassword(person.email);
  const browser = await passwordStep({ ...person, password: NEW_PASSWORD });
  await proveByCode(browser, person.recoveryCodes[0]!);
  return { ...person, browser, password: NEW_PASSWORD };
}

/** The token of the newest cancel link that an address got after this message. */
export async function cancelToken(address: string, after = 0): Promise<string> {
  for (;;) {
    for (const { id, text } of await mailbox(address)) {
      const [, token] = /\/recover\/cancel#(\S+)/.exec(text) ?? [];
      if (token && id > after) return token;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Sets a new authenticator app up in a session of recovery. @returns its secret, its id and the new codes */
export async function setUpAnew(browser: Browser) {
  const { codes } = await browser.call<{ codes: string[] }>('POST', '/v1/recovery-codes');
  const { enrollment } = await browser.call<{ enrollment: { id: string; secret: string } }>(
    'POST',
    '/v1/enrollments',
    { method: 'totp', name: 'New app' },
  );
  const { session } = await browser.call<{ session: Session }>(
    'POST',
    `/v1/enrollments/${enrollment.id}/confirm`,
    { code: totpAt(enrollment.secret, -1) },
  );
  return { codes, secret: enrollment.secret, factorId: enrollment.id, session };
}

/** Lets so much time go by. */
export const wait = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

/** Somebody with two-step verification and a recovery address. */
export async function someoneLost() {
  const person = await withTwoStep();
  const address = await withRecoveryAddress(person);
  return { ...person, address, userId: person.browser.userId };
}

/** The same, with a recovery that became ready and was proven again. */
export async function someoneRecovering() {
  const person = await someoneLost();
  await askToRecover(person, person.address);
  wait(config.recoveryDelayMs);
  const browser = await passwordStep(person);
  const session = await proveByMail(browser, person.address);
  return { ...person, browser, session, signedIn: person.browser };
}
