import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChallengeOption } from '../../schema/api/session.ts';
import { MINUTE } from '../../worker/clock.ts';
import { config } from '../../worker/config.ts';
import type { Browser } from './client.ts';
import { mailedCode } from './mailbox.ts';
import { enroll } from './passkey-people.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, someAddress, withTwoStep } from './people.ts';
import { wrongDigits } from './race.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';
import { addNumber } from './texting.ts';
import { inObject } from './tables.ts';
import { totpAt } from './totp-at.ts';

/** 'Use another method' lists exactly what this person may use now, best first. */

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const optionsOf = async (browser: Browser): Promise<ChallengeOption[]> =>
  (await browser.call<{ session: { options: ChallengeOption[] } }>('GET', '/v1/session')).session.options;
const methodsOf = async (browser: Browser) => (await optionsOf(browser)).map(({ method }) => method);

async function addMail(browser: Browser): Promise<string> {
  const address = someAddress();
  const begun = await browser.call<{ enrollment: { id: string } }>('POST', '/v1/enrollments', {
    method: 'email',
    address,
  });
  const { id } = begun.enrollment;
  await browser.call('POST', `/v1/enrollments/${id}/confirm`, { code: await mailedCode(address) });
  return id;
}

/** Somebody with one of everything. */
async function withAll(): Promise<TwoStepPerson & { smsId: string; mailId: string }> {
  const person = await withTwoStep();
  const mailId = await addMail(person.browser);
  const smsId = await addNumber(person.browser);
  await enroll(person.browser, await SoftwarePasskey.make());
  return { ...person, smsId, mailId };
}

const allow = (...settings: ('smsAsFactor' | 'emailAsFactor')[]) => {
  for (const setting of settings) vi.spyOn(config, setting, 'get').mockReturnValue(true);
};

test('recovery methods are left out where policy lets them be none', async () => {
  const person = await withAll();
  expect(await methodsOf(await passwordStep(person))).toEqual(['passkey', 'totp', 'recovery-code']);
  expect(await methodsOf(person.browser)).toEqual(['passkey', 'totp']);
});

test('the best come first, whatever was used last; of mail and text what is preferred', async () => {
  allow('smsAsFactor', 'emailAsFactor');
  const person = await withAll();
  const prefer = (id: string) => person.browser.call('PATCH', `/v1/factors/${id}`, { preferred: true });
  await prefer(person.mailId);
  const browser = await passwordStep(person);
  expect(await methodsOf(browser)).toEqual(['passkey', 'totp', 'email', 'sms', 'recovery-code']);
  await prefer(person.smsId);
  expect(await methodsOf(browser)).toEqual(['passkey', 'totp', 'sms', 'email', 'recovery-code']);
  const path = `/v1/challenges/${await challenge(browser, 'totp')}/verify`;
  await browser.call('POST', path, { code: totpAt(person.secret) });
  expect(await methodsOf(await passwordStep(person))).toEqual([
    'passkey',
    'totp',
    'sms',
    'email',
    'recovery-code',
  ]);
});

test('to re-authenticate a text is one where it is a factor, a mail and a recovery code never', async () => {
  allow('smsAsFactor', 'emailAsFactor');
  const { browser } = await withAll();
  expect(await methodsOf(browser)).toEqual(['passkey', 'totp', 'sms']);
  for (const method of ['email', 'recovery-code']) {
    const wish = { purpose: 'reauthentication', method };
    expect((await browser.refused('POST', '/v1/challenges', wish)).code).toBe('method-not-available');
  }
});

test('one that is locked comes last, with the time that it returns; then it is where it was', async () => {
  const person = await withAll();
  const browser = await passwordStep(person);
  const path = `/v1/challenges/${await challenge(browser, 'totp')}/verify`;
  const wrong = wrongDigits(totpAt(person.secret), totpAt(person.secret, -1));
  for (let i = 0; i < 5; i++) await browser.refused('POST', path, { code: wrong(i) });
  const options = await optionsOf(browser);
  expect(options.map(({ method }) => method)).toEqual(['passkey', 'recovery-code', 'totp']);
  expect(options.map(({ lockedUntil }) => lockedUntil)).toEqual([
    null,
    null,
    new Date(Date.now() + 1 * MINUTE).toISOString(),
  ]);
  vi.setSystemTime(Date.now() + 1 * MINUTE);
  expect(await methodsOf(browser)).toEqual(['passkey', 'totp', 'recovery-code']);
});

test('one that is turned off is left out', async () => {
  const person = await withAll();
  await inObject(person.browser.userId, 'UPDATE factors SET disabled_at = 1 WHERE id = ?', person.factorId);
  await evictDurableObject(person.browser.object);
  expect(await methodsOf(await passwordStep(person))).toEqual(['passkey', 'recovery-code']);
});
