import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { EventRow } from '../../schema/user-tables.ts';
import { digest } from '../../worker/crypto/digest.ts';
import { chainText, GENESIS } from '../../worker/user/ledger.ts';
import type { Browser } from './client.ts';
import { drain } from './failing-d1.ts';
import { eventsOf, rows, userStub } from './look-inside.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

const EPOCH = 1;

afterEach(() => {
  vi.restoreAllMocks();
});

/** The sequence number of the first event that does not fit its chain; null when all do. */
function firstBreak(events: EventRow[]): number | null {
  let previous = GENESIS;
  for (const [i, event] of events.entries()) {
    if (event.seq !== i + 1 || event.hash !== digest(chainText(previous, EPOCH, event))) return i + 1;
    previous = event.hash;
  }
  return null;
}

/** Somebody with events of many kinds behind him. */
async function busyPerson(): Promise<TwoStepPerson> {
  const person = await withTwoStep();
  const { browser, factorId, secret } = person;
  await browser.call('PATCH', `/v1/factors/${factorId}`, { name: 'Téléphone “neuf”\\' });
  const half = await passwordStep(person);
  const id = await challenge(half, 'totp');
  await half.refused('POST', `/v1/challenges/${id}/verify`, { code: totpAt(secret, 7) });
  await half.call('POST', `/v1/challenges/${id}/verify`, { code: totpAt(secret) });
  await evictDurableObject(browser.object);
  await browser.call('POST', '/v1/recovery-codes');
  await half.call('DELETE', '/v1/session');
  return person;
}

describe('the hash chain of a user’s events', () => {
  test('verifies over all of them, an eviction between them or not', async () => {
    const events = await eventsOf((await busyPerson()).browser.userId);
    expect(events.length).toBeGreaterThan(7);
    expect(firstBreak(events)).toBeNull();
  });

  test('breaks at any row that was edited, in any column, taken out, or moved', async () => {
    const events = await eventsOf((await busyPerson()).browser.userId);
    for (const [i, event] of events.entries()) {
      for (const column of Object.keys(event) as (keyof EventRow)[]) {
        const edited = events.with(i, {
          ...event,
          [column]: typeof event[column] === 'number' ? event[column] + 1 : `${event[column]}x`,
        });
        expect(firstBreak(edited), `${column} of ${event.seq}`).toBe(event.seq);
      }
      if (i === events.length - 1) break;
      expect(firstBreak(events.toSpliced(i, 1))).toBe(event.seq);
      expect(firstBreak(events.with(i, { ...events[i + 1]!, seq: event.seq }))).toBe(event.seq);
    }
  });
});

/** Everything that the object stores, but for how far it got out: that may move on its own. */
const everything = (home: string) =>
  runInDurableObject(userStub(home), (_, { storage }) =>
    ['factors', 'recovery_codes', 'sessions', 'devices', 'challenges', 'events'].map((table) =>
      storage.sql.exec(`SELECT * FROM ${table} ORDER BY 1, 2`).toArray(),
    ),
  );

/** Lets a statement on a table fail, by a trigger in the object's own SQLite. */
const breakTable = (home: string, when: string) =>
  rows(home, `CREATE TRIGGER broken BEFORE ${when} BEGIN SELECT RAISE(ABORT, 'broken by the test'); END`);
const mendTable = (home: string) => rows(home, 'DROP TRIGGER broken');

describe('J5 a change and its event are committed together or not at all', () => {
  type Act = (
    person: TwoStepPerson,
  ) => Promise<{ browser: Browser; method: string; path: string; body?: object }>;

  const verifyTotp: Act = async ({ browser, secret }) => ({
    browser,
    method: 'POST',
    path: `/v1/challenges/${await challenge(browser, 'totp', 'reauthentication')}/verify`,
    body: { code: totpAt(secret) },
  });
  const signInWithRecoveryCode: Act = async (person) => {
    const browser = await passwordStep(person);
    const path = `/v1/challenges/${await challenge(browser, 'recovery-code')}/verify`;
    return { browser, method: 'POST', path, body: { code: person.recoveryCodes[0] } };
  };
  const enroll: Act = async ({ browser }) => {
    const { enrollment } = await browser.call<{ enrollment: { id: string; secret: string } }>(
      'POST',
      '/v1/enrollments',
      { method: 'totp' },
    );
    return {
      browser,
      method: 'POST',
      path: `/v1/enrollments/${enrollment.id}/confirm`,
      body: { code: totpAt(enrollment.secret) },
    };
  };
  const rename: Act = async ({ browser, factorId }) => ({
    browser,
    method: 'PATCH',
    path: `/v1/factors/${factorId}`,
    body: { name: 'New' },
  });
  const remove: Act = async ({ browser, factorId }) => ({
    browser,
    method: 'DELETE',
    path: `/v1/factors/${factorId}`,
  });
  const regenerate: Act = async ({ browser }) => ({ browser, method: 'POST', path: '/v1/recovery-codes' });
  const changePassword: Act = async ({ browser }) => ({
    browser,
    method: 'PUT',
    path: '/v1/password',
    body: { newPassword: 'another-violet-anchor-moon' },
  });

  test.each<[string, Act, string]>([
    ['a TOTP code, event', verifyTotp, 'INSERT ON events'],
    ['a TOTP code, session', verifyTotp, 'UPDATE ON sessions'],
    ['a TOTP code, challenge', verifyTotp, 'UPDATE ON challenges'],
    ['a recovery code, event', signInWithRecoveryCode, 'INSERT ON events'],
    ['a recovery code, session', signInWithRecoveryCode, 'UPDATE ON sessions'],
    ['an enrollment, event', enroll, 'INSERT ON events'],
    ['an enrollment, session', enroll, 'UPDATE ON sessions'],
    ['a new name, event', rename, 'INSERT ON events'],
    ['a new name, factor', rename, 'UPDATE ON factors'],
    ['a removal, event', remove, 'INSERT ON events'],
    ['a removal, codes', remove, 'DELETE ON recovery_codes'],
    ['new recovery codes, event', regenerate, 'INSERT ON events'],
    ['new recovery codes, codes', regenerate, 'INSERT ON recovery_codes'],
    ['a new password, event', changePassword, 'INSERT ON events'],
    ['a new password, session', changePassword, 'UPDATE ON sessions'],
  ])('J5 %s fails: nothing is changed, and it works afterwards', async (_, act, when) => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    const { browser, method, path, body } = await act(person);
    await drain(home);
    await breakTable(home, when);
    const before = await everything(home);
    expect((await browser.refused(method, path, body)).code).toBe('unavailable');
    expect(await everything(home)).toEqual(before);
    await mendTable(home);
    await browser.call(method, path, body);
    const events = await eventsOf(home);
    expect(events.length).toBeGreaterThan(before.at(-1)!.length);
    expect(firstBreak(events)).toBeNull();
  });

  test('J5 a wrong answer whose count cannot be written is not answered', async () => {
    const person = await withTwoStep();
    const home = person.browser.userId;
    const path = `/v1/challenges/${await challenge(person.browser, 'totp', 'reauthentication')}/verify`;
    const code = totpAt(person.secret, 9);
    await breakTable(home, 'UPDATE ON challenges');
    const before = await everything(home);
    expect((await person.browser.refused('POST', path, { code })).code).toBe('unavailable');
    expect(await everything(home)).toEqual(before);
  });
});
