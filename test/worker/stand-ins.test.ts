import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY, MINUTE } from '../../worker/clock.ts';
import { homeOf } from '../../worker/directory/home.ts';
import { Browser } from './client.ts';
import { wakesIn } from './failing-d1.ts';
import { rows, userStub } from './look-inside.ts';
import { PASSWORD, signUp, someAddress } from './people.ts';

beforeEach(() => {
  // A day ahead: alarms then run when a test lets them.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY });
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

const tables = (home: string) => rows(home, `SELECT name FROM sqlite_master WHERE name = 'events'`);

/** Begins a password reset, and lets the object do what it has to until its alarm is far away. */
async function beginReset(email: string): Promise<string> {
  const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', { email });
  await runDurableObjectAlarm(userStub(await homeOf(env, email)));
  return flow;
}

describe('the stand-in of an address without an account', () => {
  test('keeps its counts for a day and is gone after one without use', async () => {
    const email = someAddress();
    const home = await homeOf(env, email);
    await beginReset(email);
    later(DAY - MINUTE);
    await runDurableObjectAlarm(userStub(home));
    expect(await tables(home)).toHaveLength(1);
    expect(await wakesIn(home)).toBeLessThanOrEqual(MINUTE + 1);
    later(MINUTE + 1);
    await runDurableObjectAlarm(userStub(home));
    expect(await tables(home)).toHaveLength(0);
    expect(await runInDurableObject(userStub(home), (_, { storage }) => storage.getAlarm())).toBeNull();
  });

  test('A7 a reset or a sign-up that is days old is answered alike, with an account and without', async () => {
    const [{ email: known }, unknown] = [await signUp(), someAddress()];
    const problems = [];
    for (const email of [known, unknown]) {
      const flow = await beginReset(email);
      const signUpFlow = await new Browser().call<{ flow: string }>('POST', '/v1/accounts', {
        email,
        password: PASSWORD,
      });
      later(3 * DAY);
      await runDurableObjectAlarm(userStub(await homeOf(env, email)));
      const requests = [
        ['/v1/recovery/password/confirm', { flow, code: '00000000', newPassword: 'another-violet-anchor' }],
        ['/v1/recovery/password/resend', { flow }],
        ['/v1/accounts/confirm', { flow: signUpFlow.flow, code: '000000' }],
        ['/v1/accounts/resend', { flow: signUpFlow.flow }],
      ] as const;
      const answers = [];
      for (const [path, body] of requests) {
        const { instance: _, ...problem } = await new Browser().refused('POST', path, body);
        answers.push(problem);
      }
      problems.push(answers);
    }
    expect(await tables(await homeOf(env, unknown)), 'the stand-in is gone').toHaveLength(0);
    expect(problems[1]).toEqual(problems[0]);
    expect(problems[0]!.every(({ code }) => code === 'code-expired')).toBe(true);
  });
});
