import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { injectDelays, waited } from './delays.ts';
import { refusedAs } from './passkey-hostile.ts';
import { beginPasskey, enroll, signInWith, withPasskey } from './passkey-people.ts';
import { signUp } from './people.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

afterEach(() => void vi.restoreAllMocks());

const ownersOf = async (id: string) =>
  (await env.DB.prepare('SELECT user_id FROM credentials WHERE id = ?').bind(id).all<{ user_id: string }>())
    .results;

/** Somebody else's credential under one's own key, or with its own: what a thief of ids would register. */
async function someoneReady() {
  const { browser } = await signUp();
  await browser.call('POST', '/v1/recovery-codes');
  return browser;
}

describe('E4 a credential id is one account’s, in the whole fleet', () => {
  test('another account cannot register it: not with its key, and not with another', async () => {
    const { passkey, browser: owner } = await withPasskey();
    const copy = await SoftwarePasskey.make({ credentialId: passkey.credentialId });
    for (const claim of [passkey, copy]) {
      const browser = await someoneReady();
      const { path, options } = await beginPasskey(browser);
      const body = { credential: await claim.register(options) };
      await refusedAs('passkey-exists', browser.userId, browser, path, body);
    }
    passkey.userHandle = owner.userId;
    expect((await signInWith(passkey)).session.user.id).toBe(owner.userId);
    expect(await ownersOf(passkey.id)).toEqual([{ user_id: owner.userId }]);
  });

  test('after it was removed neither: a removed passkey does not come back as somebody else’s', async () => {
    const { passkey, browser: owner, factorId } = await withPasskey();
    await owner.call('DELETE', `/v1/factors/${factorId}`);
    const browser = await someoneReady();
    const { path, options } = await beginPasskey(browser);
    const body = { credential: await passkey.register(options) };
    await refusedAs('passkey-exists', browser.userId, browser, path, body);
  });

  test('its owner may register it again after he removed it', async () => {
    const { passkey, browser, factorId } = await withPasskey();
    await browser.call('DELETE', `/v1/factors/${factorId}`);
    await browser.call('POST', '/v1/recovery-codes');
    const { factor } = await enroll(browser, passkey);
    expect(factor.id).not.toBe(factorId);
    expect((await signInWith(passkey)).session.level).toBe(3);
  });

  test('of eight accounts that register one id at once, with delays, one gets it', async () => {
    const browsers = await Promise.all(Array.from({ length: 8 }, someoneReady));
    const { credentialId } = await SoftwarePasskey.make();
    const ready = await Promise.all(
      browsers.map(async (browser) => {
        const { path, options } = await beginPasskey(browser);
        const passkey = await SoftwarePasskey.make({ credentialId });
        return { browser, path, passkey, body: { credential: await passkey.register(options) } };
      }),
    );
    injectDelays();
    const statuses = await Promise.all(
      ready.map(async ({ browser, path, body }) => (await browser.request('POST', path, body)).status),
    );
    expect(waited()).toBeGreaterThan(8);
    expect(statuses.toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    const winner = ready[statuses.indexOf(200)]!;
    expect(await ownersOf(winner.passkey.id)).toEqual([{ user_id: winner.browser.userId }]);
    expect((await signInWith(winner.passkey)).session.user.id).toBe(winner.browser.userId);
  });

  test('of one account that registers one passkey twice at once, one goes through', async () => {
    const { browser } = await withPasskey();
    const passkey = await SoftwarePasskey.make();
    const first = await beginPasskey(browser);
    const body = { credential: await passkey.register(first.options) };
    injectDelays();
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => (await browser.copy().request('POST', first.path, body)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });
});
