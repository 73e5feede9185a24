import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../schema/api/session.ts';
import { PASSKEY_CHALLENGE_MS } from '../../worker/policy/limits.ts';
import { Browser } from './client.ts';
import { eventsOf, rows } from './look-inside.ts';
import { refusedAs } from './passkey-hostile.ts';
import {
  askAnybody,
  askForPasskey,
  enroll,
  signInWith,
  VERIFY_SIGN_IN,
  withPasskey,
} from './passkey-people.ts';
import { signUp, withTwoStep } from './people.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

afterEach(() => void vi.useRealTimers());

describe('signing in with a passkey, without a name', () => {
  test('E11 with UV it is two factors by itself: full, level 3, no second step', async () => {
    const { passkey, browser: first } = await withPasskey();
    const { browser, session } = await signInWith(passkey);
    expect(session).toMatchObject({
      stage: 'full',
      level: 3,
      amr: ['pop', 'user', 'mfa'],
      user: { id: first.userId },
    });
    await browser.call(
      'PATCH',
      `/v1/factors/${(await browser.call<{ factors: { id: string; method: string }[] }>('GET', '/v1/factors')).factors.find(({ method }) => method === 'passkey')!.id}`,
      { name: 'Mine' },
    );
    expect((await eventsOf(first.userId)).map(({ type }) => type)).toContain('sign-in.succeeded');
  });

  test('also where an app is the other second step: the passkey alone is enough', async () => {
    const { browser: first } = await withTwoStep();
    const passkey = await SoftwarePasskey.make({ flags: { be: true, bs: true }, counter: null });
    await enroll(first, passkey);
    expect((await signInWith(passkey)).session).toMatchObject({ stage: 'full', level: 3 });
  });

  test('E13 everybody is asked the same: no credential ids, nothing that depends on an account', async () => {
    const [one, two] = [await askAnybody(new Browser()), await askAnybody((await withPasskey()).browser)];
    expect(one.options).toEqual({
      challenge: expect.stringMatching(/^[\w-]{22}$/),
      rpId: 'localhost',
      timeout: 240_000,
      userVerification: 'required',
      allowCredentials: [],
    });
    expect({ ...two.options, challenge: '' }).toEqual({ ...one.options, challenge: '' });
    expect(two.options.challenge).not.toBe(one.options.challenge);
  });

  test('the session that this browser had before is over', async () => {
    const { passkey, browser } = await withPasskey();
    const before = browser.copy();
    await signInWith(passkey, {}, browser);
    await vi.waitUntil(async () => (await before.request('GET', '/v1/session')).status === 401);
    expect((await browser.call<{ session: Session }>('GET', '/v1/session')).session.level).toBe(3);
  });

  test('the browser is known from then on', async () => {
    const { passkey, browser } = await withPasskey();
    const before = await rows(browser.userId, 'SELECT hash FROM devices');
    await signInWith(passkey);
    expect(await rows(browser.userId, 'SELECT hash FROM devices')).toHaveLength(before.length + 1);
  });

  test('E10 a flow is dead after 5 minutes, and when it was answered', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { passkey, browser: first } = await withPasskey();
    const browser = new Browser();
    const late = await askAnybody(browser);
    vi.setSystemTime(Date.now() + PASSKEY_CHALLENGE_MS);
    const credential = await passkey.answer(late.options);
    await refusedAs('code-expired', first.userId, browser, VERIFY_SIGN_IN, { flow: late.flow, credential });
    const { flow, options } = await askAnybody(browser);
    const body = { flow, credential: await passkey.answer(options) };
    await browser.call('POST', VERIFY_SIGN_IN, body);
    expect((await new Browser().refused('POST', VERIFY_SIGN_IN, body)).code).toBe('code-expired');
  });

  test('E10 a flow that was made up, or changed, is none', async () => {
    const { passkey, browser: first } = await withPasskey();
    const browser = new Browser();
    const { flow, options } = await askAnybody(browser);
    const credential = await passkey.answer(options);
    for (const other of [`${flow}A`, flow.slice(1), 'A'.repeat(80), flow.toUpperCase()])
      await refusedAs('code-expired', first.userId, browser, VERIFY_SIGN_IN, { flow: other, credential });
    await browser.call('POST', VERIFY_SIGN_IN, { flow, credential });
  });

  test('E10 a flow is one browser’s: from another it signs nobody in', async () => {
    const { passkey, browser: first } = await withPasskey();
    const browser = new Browser();
    const { flow, options } = await askAnybody(browser);
    const credential = await passkey.answer(options);
    await refusedAs('code-expired', first.userId, new Browser(), VERIFY_SIGN_IN, { flow, credential });
    await browser.call('POST', VERIFY_SIGN_IN, { flow, credential });
  });

  test('E10 an answer to a second step’s challenge signs nobody in without a name', async () => {
    const { passkey, browser: first } = await withPasskey();
    const { options } = await askForPasskey(first, 'reauthentication');
    const browser = new Browser();
    const { flow } = await askAnybody(browser);
    const credential = await passkey.answer(options);
    await refusedAs('passkey-wrong-challenge', first.userId, browser, VERIFY_SIGN_IN, { flow, credential });
  });

  test('E13 H3 an account that is not there and a passkey that is not there are refused alike', async () => {
    const { passkey } = await withPasskey();
    const known = await signUp();
    const refusals: unknown[] = [];
    for (const userHandle of ['A'.repeat(22), known.browser.userId]) {
      const browser = new Browser();
      const { flow, options } = await askAnybody(browser);
      const credential = await passkey.answer(options, { userHandle });
      const { instance: _, ...problem } = await browser.refused('POST', VERIFY_SIGN_IN, {
        flow,
        credential,
      });
      refusals.push(problem);
    }
    expect(refusals[0]).toMatchObject({ status: 403, code: 'passkey-unknown' });
    expect(refusals[1]).toEqual(refusals[0]);
  });

  test('E16 a passkey that was removed between options and answer is refused', async () => {
    const { passkey, browser: first, factorId } = await withPasskey();
    const browser = new Browser();
    const { flow, options } = await askAnybody(browser);
    const credential = await passkey.answer(options);
    await first.call('DELETE', `/v1/factors/${factorId}`);
    await refusedAs('passkey-unknown', first.userId, browser, VERIFY_SIGN_IN, { flow, credential });
  });

  test('E16 also when it is removed while its signature is checked', async () => {
    const { passkey, browser: first, factorId } = await withPasskey();
    const browser = new Browser();
    const { flow, options } = await askAnybody(browser);
    const credential = await passkey.answer(options);
    const real = crypto.subtle.verify.bind(crypto.subtle);
    let checking = false;
    const spy = vi.spyOn(crypto.subtle, 'verify').mockImplementation(async (...args) => {
      checking = true;
      await vi.waitUntil(() => !checking);
      return real(...args);
    });
    const answer = browser.request('POST', VERIFY_SIGN_IN, { flow, credential });
    await vi.waitUntil(() => checking);
    await first.call('DELETE', `/v1/factors/${factorId}`);
    checking = false;
    expect(((await (await answer).json()) as { type: string }).type).toBe(
      'urn:countersign:problem:passkey-unknown',
    );
    spy.mockRestore();
  });

  test('G8 a session that only the passkey stands behind ends when it is removed', async () => {
    const { passkey, factorId } = await withPasskey();
    const { browser } = await signInWith(passkey);
    await browser.call('DELETE', `/v1/factors/${factorId}`);
    expect((await browser.refused('GET', '/v1/session')).code).toBe('not-signed-in');
  });
});
