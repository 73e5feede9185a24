import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { PasskeyChallengeObject } from '../../worker/user/passkeys/passkey-challenge-object.ts';
import { Browser } from './client.ts';
import { injectDelays, waited } from './delays.ts';
import { eventsOf, rows } from './look-inside.ts';
import { askAnybody, askForPasskey, beginPasskey, VERIFY_SIGN_IN, withPasskey } from './passkey-people.ts';
import { passwordStep, signUp } from './people.ts';
import { PARALLEL, race } from './race.ts';
import { slowSignatures } from './slow-signatures.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

// A thousand requests on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

afterEach(() => void vi.restoreAllMocks());

/** Verifying takes a random while longer, so that whatever could come between two steps does. */
const slowly = <T>(work: Promise<T>): Promise<T> => {
  slowSignatures();
  return work;
};

describe('1,000 parallel answers to one assertion challenge, with delays injected: one success', () => {
  test('E10 the same answer, as a second step', async () => {
    const { passkey, ...person } = await withPasskey();
    const home = person.browser.userId;
    const browser = await passwordStep(person);
    const { path, options } = await askForPasskey(browser);
    const credential = await passkey.answer(options);
    const statuses = await slowly(race(home, [{ browser, path }], () => ({ credential })));
    expect(statuses[200]).toBe(1);
    expect(waited()).toBeGreaterThan(0);
    // The challenge is taken before anything is verified: of a thousand signatures one is looked at.
    expect(crypto.subtle.verify).toHaveBeenCalledTimes(1);
    const succeeded = (await eventsOf(home)).filter(({ type }) => type === 'sign-in.succeeded');
    expect(succeeded).toHaveLength(1);
    expect(await rows(home, 'SELECT 1 FROM sessions WHERE ended_at IS NULL')).toHaveLength(2);
  });

  test('E10 answers that are all different and right, as a second step', async () => {
    const { passkey, ...person } = await withPasskey({ counter: null });
    const browser = await passwordStep(person);
    const { path, options } = await askForPasskey(browser);
    const credentials = await Promise.all(Array.from({ length: PARALLEL }, () => passkey.answer(options)));
    const among = [{ browser, path }];
    const statuses = await slowly(
      race(person.browser.userId, among, (i) => ({ credential: credentials[i] })),
    );
    expect(statuses[200]).toBe(1);
  });

  test('E10 without a name', async () => {
    const { passkey, browser } = await withPasskey({ counter: null });
    const home = browser.userId;
    const stranger = new Browser();
    const { flow, options } = await askAnybody(stranger);
    const credential = await passkey.answer(options);
    const among = [{ browser: stranger, path: VERIFY_SIGN_IN }];
    const statuses = await slowly(race(home, among, () => ({ flow, credential })));
    expect(statuses).toEqual({ 200: 1, 410: PARALLEL - 1 });
    expect(waited()).toBeGreaterThan(PARALLEL);
    expect(await rows(home, 'SELECT 1 FROM sessions WHERE ended_at IS NULL')).toHaveLength(2);
  });

  test('E10 a registration', async () => {
    const { browser } = await signUp();
    await browser.call('POST', '/v1/recovery-codes');
    const { path, options } = await beginPasskey(browser);
    const credential = await (await SoftwarePasskey.make()).register(options);
    const statuses = await slowly(race(browser.userId, [{ browser, path }], () => ({ credential })));
    expect(statuses[200]).toBe(1);
    expect((await eventsOf(browser.userId)).filter(({ type }) => type === 'factor.added')).toHaveLength(1);
  });
});

test('E9 a copied key: of many parallel sign-ins with one counter value one succeeds', async () => {
  const { passkey, browser } = await withPasskey();
  const home = browser.userId;
  const attempts = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const stranger = new Browser();
      const { flow, options } = await askAnybody(stranger);
      return { stranger, body: { flow, credential: await passkey.answer(options, { counter: 9 }) } };
    }),
  );
  injectDelays();
  slowSignatures();
  const answers = await Promise.all(
    attempts.map(async ({ stranger, body }) => (await stranger.request('POST', VERIFY_SIGN_IN, body)).status),
  );
  expect(answers.filter((status) => status === 200)).toHaveLength(1);
  expect(answers.filter((status) => status === 403)).toHaveLength(39);
  const events = (await eventsOf(home)).filter(({ type }) => type === 'passkey.counter-regressed');
  expect(events).toHaveLength(39);
});

test('E10 a taken challenge stays taken when its object was evicted, and is not given out again after its end', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const stub = env.PASSKEY_CHALLENGES.get(env.PASSKEY_CHALLENGES.idFromName(crypto.randomUUID()));
    const end = Date.now() + 1_000;
    const { evictDurableObject, runDurableObjectAlarm } = await import('cloudflare:test');
    expect(await stub.take(end)).toBe(true);
    await evictDurableObject(stub);
    expect(await stub.take(end)).toBe(false);
    vi.setSystemTime(end);
    expect(await stub.take(end)).toBe(false);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    await evictDurableObject(stub);
    expect(await stub.take(end)).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

test('a challenge of nobody costs no storage until it is answered', async () => {
  const taken = vi.spyOn(PasskeyChallengeObject.prototype, 'take');
  await askAnybody(new Browser());
  expect(taken).not.toHaveBeenCalled();
});
