import { expect, test } from 'vitest';
import type { CreationOptions } from '../../schema/api/passkey.ts';
import type { Session } from '../../schema/api/session.ts';
import { config } from '../../worker/config.ts';
import { DEFAULT_PASSKEY_POLICY } from '../../worker/policy/passkey-policy.ts';
import type { Browser } from './client.ts';
import { refusedAs } from './passkey-hostile.ts';
import { beginPasskey, signInWith } from './passkey-people.ts';
import { challenge, passwordStep, signUp, withTwoStep } from './people.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

/** A passkey that the browser makes on its own after a sign-in (WebAuthn Level 3 section 7.1 step 15). */

const ALONE = { method: 'passkey', mediation: 'conditional' };
const NOBODY = { flags: { up: false, uv: false } };

async function begin(browser: Browser): Promise<{ path: string; options: CreationOptions }> {
  const { enrollment } = await browser.call<{ enrollment: { id: string; options: CreationOptions } }>(
    'POST',
    '/v1/enrollments',
    ALONE,
  );
  return { path: `/v1/enrollments/${enrollment.id}/confirm`, options: enrollment.options };
}

const sessionOf = async (browser: Browser) =>
  (await browser.call<{ session: Session }>('GET', '/v1/session')).session;

/** Signed in with password and recovery code: level 2, which a passkey would raise to 3. */
async function onLevelTwo(): Promise<Browser> {
  const person = await withTwoStep();
  const browser = await passwordStep(person);
  const id = await challenge(browser, 'recovery-code');
  await browser.call('POST', `/v1/challenges/${id}/verify`, { code: person.recoveryCodes[0] });
  return browser;
}

test('E2 is taken without UP, and signs in afterwards', async () => {
  const { browser } = await withTwoStep();
  const passkey = await SoftwarePasskey.make();
  const { path, options } = await begin(browser);
  await browser.call('POST', path, { credential: await passkey.register(options, NOBODY) });
  expect((await signInWith(passkey)).session.level).toBe(3);
});

test.each([
  ['without UP', NOBODY],
  ['with UP and UV', {}],
])(
  'E11 %s proves nothing: level, methods and the time of the last proof stay, the cookie changes',
  async (_, bend) => {
    const browser = await onLevelTwo();
    const before = await sessionOf(browser);
    expect(before.level).toBe(2);
    const old = browser.copy();
    const { path, options } = await begin(browser);
    const body = { credential: await (await SoftwarePasskey.make()).register(options, bend) };
    const { session } = await browser.call<{ session: Session }>('POST', path, body);
    for (const now of [session, await sessionOf(browser)]) {
      const { level, amr, reauthenticatedUntil, stage } = before;
      expect(now).toMatchObject({ level, amr, reauthenticatedUntil, stage });
    }
    expect((await old.refused('GET', '/v1/session')).code).toBe('not-signed-in');
  },
);

test('E2 UP may be missing only where the enrollment said so: the other kind in the same session asks for it', async () => {
  const { browser } = await withTwoStep();
  const passkey = await SoftwarePasskey.make();
  const alone = await begin(browser);
  const byHand = await beginPasskey(browser);
  expect(byHand.path).not.toBe(alone.path);
  const body = { credential: await passkey.register(byHand.options, NOBODY) };
  await refusedAs('passkey-user-not-present', browser.userId, browser, byHand.path, body);
  // The newer one replaced it.
  const late = { credential: await passkey.register(alone.options, NOBODY) };
  await refusedAs('code-expired', browser.userId, browser, alone.path, late);
});

test('E2 all else is asked as ever: another challenge, another service, UV where policy requires it', async () => {
  const { browser } = await withTwoStep();
  const passkey = await SoftwarePasskey.make();
  for (const [code, bend] of [
    ['passkey-wrong-challenge', { clientData: { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' } }],
    ['passkey-wrong-service', { rpId: 'example.org' }],
    ['passkey-backup-flags', { flags: { up: false, bs: true, be: false } }],
  ] as const) {
    const { path, options } = await begin(browser);
    const body = { credential: await passkey.register(options, { ...NOBODY, ...bend }) };
    await refusedAs(code, browser.userId, browser, path, body);
  }
  config.passkeyPolicy = { ...DEFAULT_PASSKEY_POLICY, requireUserVerification: true };
  try {
    const { path, options } = await begin(browser);
    const body = { credential: await passkey.register(options, NOBODY) };
    await refusedAs('passkey-user-not-verified', browser.userId, browser, path, body);
  } finally {
    config.passkeyPolicy = DEFAULT_PASSKEY_POLICY;
  }
});

test('an assertion without UP stays refused, also with a passkey that was made without it', async () => {
  const { browser } = await withTwoStep();
  const passkey = await SoftwarePasskey.make();
  const { path, options } = await begin(browser);
  await browser.call('POST', path, { credential: await passkey.register(options, NOBODY) });
  await expect(signInWith(passkey, { flags: { up: false } })).rejects.toThrow('passkey-user-not-present');
});

test('does not turn two-step verification on', async () => {
  const { browser } = await signUp();
  await browser.call('POST', '/v1/recovery-codes');
  expect((await browser.refused('POST', '/v1/enrollments', ALONE)).code).toBe('method-not-available');
});

test('nor is it confirmed when that was turned off meanwhile', async () => {
  const { browser, factorId } = await withTwoStep();
  const { path, options } = await begin(browser);
  await browser.call('DELETE', `/v1/factors/${factorId}`);
  await browser.call('POST', '/v1/recovery-codes');
  const body = { credential: await (await SoftwarePasskey.make()).register(options, NOBODY) };
  await refusedAs('method-not-available', browser.userId, browser, path, body);
});

test('asked twice, the same enrollment is answered; other words than “conditional” are refused', async () => {
  const { browser } = await withTwoStep();
  expect((await begin(browser)).path).toBe((await begin(browser)).path);
  const other = { method: 'passkey', mediation: 'silent' };
  expect((await browser.refused('POST', '/v1/enrollments', other)).code).toBe('invalid-request');
});
