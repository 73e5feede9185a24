import { afterEach, describe, expect, test, vi } from 'vitest';
import { Browser } from './client.ts';
import { injectDelays } from './delays.ts';
import { eventsOf, rows } from './look-inside.ts';
import { challenge, passwordStep, signUp, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const ROUNDS = Array.from({ length: 8 }, (_, i) => i);

/** Lets two requests come in either order, by a few ms. */
const soon = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 30));

interface Codes {
  codes: string[];
}

describe('recovery codes made twice at once', () => {
  test('while they are pending: both answers show the same set', async () => {
    const { browser } = await signUp();
    injectDelays();
    const make = () => browser.copy().call<Codes>('POST', '/v1/recovery-codes');
    const sets = await Promise.all([make(), make(), make()]);
    vi.restoreAllMocks();
    expect(new Set(sets.map(({ codes }) => codes.join())).size).toBe(1);
    expect(await rows(browser.userId, `SELECT 1 FROM factors WHERE method = 'recovery-code'`)).toHaveLength(
      1,
    );
  });

  test('D2 once they are live: the set of one answer works, that of the other is dead', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    injectDelays();
    const make = () => person.browser.copy().call<Codes>('POST', '/v1/recovery-codes');
    const sets = await Promise.all([make(), make()]);
    vi.restoreAllMocks();
    const active = `SELECT 1 FROM recovery_codes JOIN factors ON factors.id = factor_id WHERE state = 'active'`;
    expect(await rows(home, active)).toHaveLength(10);
    const outcomes = [];
    for (const { codes } of sets) {
      const half = await passwordStep(person);
      const path = `/v1/challenges/${await challenge(half, 'recovery-code')}/verify`;
      outcomes.push((await half.request('POST', path, { code: codes[0] })).status);
    }
    expect(outcomes.sort()).toEqual([200, 403]);
  });
});

describe('a sign-in and a change at once: nothing that was proven before outlives the change', () => {
  test.each(ROUNDS)('the password is changed (%i)', async () => {
    const person = await signUp();
    const stranger = new Browser();
    injectDelays();
    const signIn = async () => {
      await soon();
      return stranger.request('POST', '/v1/sign-in', { email: person.email, password: person.password });
    };
    const change = async () => {
      await soon();
      return person.browser.call('PUT', '/v1/password', { newPassword: 'quite-another-violet-moon' });
    };
    const [response] = await Promise.all([signIn(), change()]);
    vi.restoreAllMocks();
    // In time and ended again, too late, or in the middle: never a session that the old password opened.
    expect([200, 401, 503]).toContain(response.status);
    expect((await stranger.refused('GET', '/v1/session')).code).toBe('not-signed-in');
    await person.browser.call('GET', '/v1/session');
  });

  test.each(ROUNDS)('G9 two-step verification is turned on (%i)', async () => {
    const person = await signUp();
    const other = new Browser();
    await person.browser.call('POST', '/v1/recovery-codes');
    const { enrollment } = await person.browser.call<{ enrollment: { id: string; secret: string } }>(
      'POST',
      '/v1/enrollments',
      { method: 'totp' },
    );
    injectDelays();
    const signIn = async () => {
      await soon();
      return other.request('POST', '/v1/sign-in', { email: person.email, password: person.password });
    };
    const confirm = async () => {
      await soon();
      const path = `/v1/enrollments/${enrollment.id}/confirm`;
      return person.browser.call('POST', path, { code: totpAt(enrollment.secret) });
    };
    await Promise.all([signIn(), confirm()]);
    vi.restoreAllMocks();
    const { code } = await other.refused('GET', '/v1/factors');
    expect(['not-signed-in', 'second-factor-required']).toContain(code);
  });
});

test('two renamings at once: both are in the ledger, the name is that of the later', async () => {
  const { browser, factorId } = await withTwoStep();
  injectDelays();
  const rename = (name: string) => browser.copy().call('PATCH', `/v1/factors/${factorId}`, { name });
  await Promise.all(['One', 'Two', 'Three'].map(rename));
  vi.restoreAllMocks();
  const renamed = (await eventsOf(browser.userId)).filter(({ type }) => type === 'factor.renamed');
  expect(renamed).toHaveLength(3);
  const [factor] = await rows<{ name: string; seq: number }>(
    browser.userId,
    'SELECT * FROM factors WHERE id = ?',
    factorId,
  );
  expect(factor).toMatchObject({ name: renamed.at(-1)!.subject, seq: renamed.at(-1)!.seq });
});
