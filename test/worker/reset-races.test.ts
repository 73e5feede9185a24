import { afterEach, expect, test, vi } from 'vitest';
import { actsOn, REASON } from './administering.ts';
import { withRole } from './admins.ts';
import type { Browser } from './client.ts';
import { injectDelays, waited } from './delays.ts';
import { eventsOf, rows } from './look-inside.ts';
import { challenge, passwordStep, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';
import { restore, settled } from './whole-state.ts';

const ROUNDS = 200;
/** Longer than a verification takes with its delays, so that the reset comes before, within and after it. */
const SPREAD_MS = 20;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const ok = async (browser: Browser, method: string, path: string, body?: object) => {
  const response = await browser.request(method, path, body);
  await response.arrayBuffer();
  return response.ok;
};

test('a reset during a verification, 200 times at random points: one of the two orders, never a mix', async () => {
  const desk = await withRole('help-desk');
  const person = await withTwoStep();
  const { userId } = person.browser;
  const half = await passwordStep(person);
  const path = `/v1/challenges/${await challenge(half, 'totp')}/verify`;
  const before = await settled(userId);
  const seq = before.events!.length;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const code = totpAt(person.secret);
  const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const orders = { signedInFirst: 0, resetFirst: 0 };
  let waits = 0;

  for (let round = 0; round < ROUNDS; round++) {
    await restore(userId, before);
    const browser = half.copy();
    const reset = () => ok(desk.browser, 'POST', actsOn(userId), { type: 'reset', reason: REASON });
    const verify = () => ok(browser, 'POST', path, { code });
    injectDelays();
    let verified: boolean;
    // Each order once for certain; what is between them is for chance.
    if (round === 0) verified = (await verify()) && (await reset());
    else if (round === 1) verified = (await reset()) && (await verify());
    else {
      const asked = verify();
      await later(Math.random() * SPREAD_MS);
      expect(await reset()).toBe(true);
      verified = await asked;
    }
    vi.restoreAllMocks();
    waits += waited();

    const types = (await eventsOf(userId)).filter((event) => event.seq > seq).map(({ type }) => type);
    const taken = ['account.reset', 'factor.removed'];
    expect(types, `round ${round}`).toEqual(verified ? ['sign-in.succeeded', ...taken] : taken);
    orders[verified ? 'signedInFirst' : 'resetFirst']++;
    for (const opened of [person.browser, half, browser])
      expect(await ok(opened, 'GET', '/v1/session')).toBe(false);
    const live = await rows(userId, 'SELECT 1 FROM sessions WHERE ended_at IS NULL');
    const left = `SELECT 1 FROM factors WHERE state = 'active' AND method <> 'password'`;
    expect([live, await rows(userId, left)], `round ${round}`).toEqual([[], []]);
    expect(await rows(userId, 'SELECT enroll FROM account')).toEqual([{ enroll: 'with-pass' }]);
  }
  expect(waits).toBeGreaterThan(ROUNDS);
  console.log(orders);
}, 120_000);
