import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { UserObject } from '../../worker/user/user-object.ts';
import { UserObjectBase } from '../../worker/user/user-object-base.ts';
import type { Browser } from './client.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

/** What one request cost: what no noise of a machine touches (issue 2, 'What it must show' 9). */
interface Cost {
  d1Calls: number;
  objectCalls: number;
  /** Stretches of writing that nothing waits in: the object's storage commits each as one. */
  commits: number;
  rowsWritten: number;
}

const MOST_ROWS = 4;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Counts D1 statements, but not those of the dev inbox: mail leaves after the answer, by whichever provider. */
function countD1(cost: Cost): void {
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  const { prepare } = database;
  vi.spyOn(database, 'prepare').mockImplementation(function (this: D1Database, text) {
    if (!text.includes('dev_messages')) cost.d1Calls++;
    return prepare.call(this, text);
  });
}

/** Counts calls of the object's methods, all of them, and tells when an answer leaves it. */
function countObjectCalls(cost: Cost, onAnswer: () => void): void {
  const calls: object[] = [];
  for (
    let at: object = UserObject.prototype;
    at !== Object.getPrototypeOf(UserObjectBase.prototype);
    at = Object.getPrototypeOf(at)
  )
    calls.push(at);
  const methods = calls
    .flatMap((prototype) => Object.getOwnPropertyNames(prototype))
    .filter((name) => name !== 'constructor' && name !== 'alarm') as (keyof UserObject)[];
  for (const name of methods) {
    const real = UserObject.prototype[name] as (...args: unknown[]) => unknown;
    vi.spyOn(UserObject.prototype, name as 'signIn').mockImplementation(async function (
      this: UserObject,
      ...args: unknown[]
    ) {
      cost.objectCalls++;
      const answer = await real.apply(this, args);
      onAnswer();
      return answer;
    } as never);
  }
}

/** Counts what the object's SQLite writes. */
async function countWrites(browser: Browser, cost: Cost): Promise<SqlStorageCursor<never>[]> {
  const cursors: SqlStorageCursor<never>[] = [];
  await runInDurableObject(browser.object, (_, { storage }) => {
    let writing = false;
    const exec = storage.sql.exec.bind(storage.sql);
    vi.spyOn(storage.sql, 'exec').mockImplementation(((text: string, ...values: unknown[]) => {
      const cursor = exec(text, ...values);
      cursors.push(cursor as never);
      if (/^\s*(INSERT|UPDATE|DELETE)/i.test(text) && !writing) {
        cost.commits++;
        writing = true;
        queueMicrotask(() => (writing = false));
      }
      return cursor;
    }) as never);
  });
  return cursors;
}

/** What a verification cost when its answer left the object. */
async function costOf(browser: Browser, id: string, code: string): Promise<Cost> {
  const cost: Cost = { d1Calls: 0, objectCalls: 0, commits: 0, rowsWritten: 0 };
  const cursors = await countWrites(browser, cost);
  countD1(cost);
  let atAnswer: Cost | undefined;
  countObjectCalls(cost, () => {
    atAnswer = { ...cost, rowsWritten: cursors.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0) };
  });
  await browser.request('POST', `/v1/challenges/${id}/verify`, { code });
  expect(cost).toMatchObject({ objectCalls: 1, d1Calls: 0 });
  expect(cursors.length, 'the statements were seen').toBeGreaterThan(MOST_ROWS - 2);
  vi.restoreAllMocks();
  return atAnswer!;
}

/** Signs in again in the browser that the person used before. */
async function knownHalfSession({ browser, email, password }: TwoStepPerson): Promise<Browser> {
  await browser.call('POST', '/v1/sign-in', { email, password });
  return browser;
}

const LITTLE = { d1Calls: 0, objectCalls: 1, commits: 1 };

describe('a verification is one object call with one commit of four rows, and no D1 call', () => {
  test('TOTP, step-up', async () => {
    const { browser, secret } = await withTwoStep();
    const id = await challenge(browser, 'totp', 'reauthentication');
    expect(await costOf(browser, id, totpAt(secret))).toEqual({ ...LITTLE, rowsWritten: MOST_ROWS });
  });

  test('TOTP, sign-in from a known device', async () => {
    const person = await withTwoStep();
    const browser = await knownHalfSession(person);
    const id = await challenge(browser, 'totp');
    expect(await costOf(browser, id, totpAt(person.secret))).toEqual({ ...LITTLE, rowsWritten: MOST_ROWS });
  });

  test('recovery code, sign-in from a known device', async () => {
    const person = await withTwoStep();
    const browser = await knownHalfSession(person);
    const id = await challenge(browser, 'recovery-code');
    const [code = ''] = person.recoveryCodes;
    expect(await costOf(browser, id, code)).toEqual({ ...LITTLE, rowsWritten: MOST_ROWS });
  });

  test('a wrong TOTP code: no dearer than a right one', async () => {
    const { browser, secret } = await withTwoStep();
    const id = await challenge(browser, 'totp', 'reauthentication');
    const cost = await costOf(browser, id, totpAt(secret, 5));
    expect(cost).toMatchObject(LITTLE);
    expect(cost.rowsWritten).toBeLessThanOrEqual(MOST_ROWS);
  });
});
