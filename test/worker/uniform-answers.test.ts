import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { homeOf, userObject } from '../../worker/directory/home.ts';
import { UNIFORM_ANSWER_MS } from '../../worker/policy/limits.ts';
import { Browser } from './client.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { mailbox, mailedCode, newestMail } from './mailbox.ts';
import { PASSWORD, signUp, someAddress } from './people.ts';

/** Enough accounts that 500 wrong passwords lock none of them: 4 each. */
const CROWD = 125;
const BATCH = 20;

async function inBatches<T>(works: (() => Promise<T>)[]): Promise<T[]> {
  const done: T[] = [];
  for (let at = 0; at < works.length; at += BATCH)
    done.push(...(await Promise.all(works.slice(at, at + BATCH).map((work) => work()))));
  return done;
}

interface Seen {
  status: number;
  /** Names of the headers and of what is in the body, and how long each text is. */
  shape: string;
  milliseconds: number;
}

/** What can be seen from outside of one answer to somebody who was never here. */
async function look(method: string, path: string, body: object): Promise<Seen> {
  const start = performance.now();
  const response = await new Browser().request(method, path, body);
  const milliseconds = performance.now() - start;
  const answer = (response.status === 204 ? {} : await response.json()) as Record<string, unknown>;
  const sizes = Object.entries(answer).map(([name, value]) => [name, String(value).length]);
  const said = response.ok ? sizes : [...sizes, answer.type, answer.title, answer.detail, answer.status];
  const headers = [...response.headers].map(([name, value]) => [name, value.length]);
  return { status: response.status, shape: JSON.stringify([said, headers]), milliseconds };
}

/** Looks at both kinds of address by turns, many at a time, in an order that chance makes. */
async function compare(path: string, existing: object[], unknown: object[]) {
  const works = [
    ...existing.map((body) => ({ kind: 0, body })),
    ...unknown.map((body) => ({ kind: 1, body })),
  ];
  const order = works.map((work) => ({ work, at: Math.random() })).sort((a, b) => a.at - b.at);
  const seen = await inBatches(
    order.map(({ work }) => async () => ({ kind: work.kind, ...(await look('POST', path, work.body)) })),
  );
  return [0, 1].map((kind) => seen.filter((one) => one.kind === kind)) as unknown as [Seen[], Seen[]];
}

function expectSame([existing, unknown]: [Seen[], Seen[]], status: number) {
  expect(new Set([...existing, ...unknown].map((seen) => seen.status))).toEqual(new Set([status]));
  expect(new Set([...existing, ...unknown].map(({ shape }) => shape)).size).toBe(1);
  const times = [existing, unknown].map((seen) => seen.map(({ milliseconds }) => milliseconds)) as [
    number[],
    number[],
  ];
  expect(kolmogorovSmirnov(...times)).toBeGreaterThan(0.01);
}

const nobodies = (count: number) => Array.from({ length: count }, () => someAddress());

describe('whether an address has an account', () => {
  // By chance alone one run in a hundred is below 0.01; a difference that there is shows again.
  test('A7 a wrong password does not tell, by status, body, headers or time', { retry: 1 }, async () => {
    const attempts = (emails: string[]) =>
      [1, 2, 3, 4].flatMap(() => emails.map((email) => ({ email, password: 'not the password of it' })));
    const crowd = await inBatches(Array.from({ length: CROWD }, () => () => signUp()));
    expectSame(
      await compare('/v1/sign-in', attempts(crowd.map(({ email }) => email)), attempts(nobodies(CROWD))),
      401,
    );
  });

  test('A7 the same work is done for a wrong password: one hash is computed, account or not', async () => {
    const time = async (email: string) => {
      const home = await homeOf(env, email);
      const call = { ip: null, userAgent: '', place: null, language: null, requestId: 'a-test' };
      const start = performance.now();
      await userObject(env, home).signIn(call, home, 'not the password of it', {
        device: null,
        remembered: null,
      });
      return performance.now() - start;
    };
    const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
    const [existing, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 15; round++) {
      existing.push(await time((await signUp()).email));
      unknown.push(await time(someAddress()));
    }
    expect(median(unknown) / median(existing)).toBeGreaterThan(0.5);
    expect(median(unknown) / median(existing)).toBeLessThan(2);
  });

  test('A7 a sign-up does not tell, by status, body, headers or time', { retry: 1 }, async () => {
    const requests = (emails: string[]) =>
      emails.map((email) => ({ email, password: 'another-one-for-the-list' }));
    const taken = (await inBatches(Array.from({ length: 60 }, () => () => signUp()))).map(
      ({ email }) => email,
    );
    expectSame(await compare('/v1/accounts', requests(taken), requests(nobodies(60))), 202);
  });

  test('A7 a password reset does not tell, by status, body, headers or time', { retry: 1 }, async () => {
    const requests = (emails: string[]) => emails.map((email) => ({ email }));
    const known = (await inBatches(Array.from({ length: 60 }, () => () => signUp()))).map(
      ({ email }) => email,
    );
    expectSame(await compare('/v1/recovery/password', requests(known), requests(nobodies(60))), 202);
  });

  test(
    'A7 D11 asking an administrator does not tell, by status, body, headers or time',
    { retry: 1 },
    async () => {
      const requests = (emails: string[]) => emails.map((email) => ({ email, words: 'Everything is lost.' }));
      const known = (await inBatches(Array.from({ length: 60 }, () => () => signUp()))).map(
        ({ email }) => email,
      );
      expectSame(await compare('/v1/recovery/help', requests(known), requests(nobodies(60))), 204);
    },
  );

  test('A7 F9 F10 the lock after too many wrong passwords does not tell', async () => {
    const { email } = await signUp();
    const tries = async (address: string) => {
      const seen: unknown[] = [];
      for (let wrong = 0; wrong < 7; wrong++) {
        const response = await new Browser().request('POST', '/v1/sign-in', {
          email: address,
          password: 'not the password of it',
        });
        const { instance: _, retryAt: __, ...problem } = (await response.json()) as Record<string, unknown>;
        seen.push({ status: response.status, problem, retryAfter: response.headers.get('Retry-After') });
      }
      return seen;
    };
    const [existing, unknown] = await Promise.all([tries(email), tries(someAddress())]);
    const codes = (seen: unknown[]) => seen.map((one) => (one as { status: number }).status);
    expect(codes(existing)).toEqual([401, 401, 401, 401, 429, 429, 429]);
    expect(codes(unknown)).toEqual(codes(existing));
    expect(unknown[0]).toEqual(existing[0]);
    expect((unknown[4] as { problem: object }).problem).toEqual((existing[4] as { problem: object }).problem);
  });

  test.each(['/v1/accounts/confirm', '/v1/recovery/password/confirm'])(
    'A7 F10 %s: wrong codes do not tell, to the last try',
    async (path) => {
      const { email } = await signUp();
      const start = path.replace('/confirm', '');
      const isReset = start.endsWith('password');
      const wrongCodes = async (address: string) => {
        const browser = new Browser();
        const { flow } = await browser.call<{ flow: string }>('POST', start, {
          email: address,
          ...(!isReset && { password: PASSWORD }),
        });
        const seen: unknown[] = [];
        for (const code of ['000000AA', '000000BB', '000000CC', '000000DD', '000000EE']) {
          const body = {
            flow,
            code: isReset ? code : code.slice(0, 6),
            ...(isReset && { newPassword: 'another-one-for-the-list' }),
          };
          const { instance: _, ...problem } = await browser.refused('POST', path, body);
          seen.push(problem);
        }
        return seen;
      };
      const [existing, unknown] = [await wrongCodes(email), await wrongCodes(someAddress())];
      expect(existing).toEqual(unknown);
      expect(JSON.stringify(existing)).toContain('code-expired');
    },
  );

  test.each(['/v1/accounts', '/v1/recovery/password'])(
    'A7 F10 %s: asking too often does not tell',
    async (path) => {
      const ask = async (email: string) => {
        const body = path === '/v1/accounts' ? { email, password: PASSWORD } : { email };
        const codes: number[] = [];
        for (let times = 0; times < 8; times++)
          codes.push((await new Browser().request('POST', path, body)).status);
        return codes;
      };
      const known = await ask((await signUp()).email);
      expect(known).toEqual([202, 202, 202, 202, 202, 202, 429, 429]);
      expect(await ask(someAddress())).toEqual(known);
    },
  );

  test('A7 every answer that could tell by its time waits for its mark', async () => {
    const email = someAddress();
    const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/accounts', {
      email,
      password: PASSWORD,
    });
    const reset = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', { email });
    const newPassword = 'another-one-for-the-list';
    for (const [path, body] of [
      ['/v1/sign-in', { email, password: 'not the password of it' }],
      ['/v1/accounts', { email: someAddress(), password: PASSWORD }],
      ['/v1/accounts/resend', { flow }],
      ['/v1/accounts/confirm', { flow, code: '000000' }],
      ['/v1/recovery/password', { email: someAddress() }],
      ['/v1/recovery/password/resend', { flow: reset.flow }],
      ['/v1/recovery/password/confirm', { flow: reset.flow, code: 'AAAAAAAA', newPassword }],
    ] as const) {
      const { status, milliseconds } = await look('POST', path, body);
      expect(status, path).not.toBe(400);
      expect(milliseconds, path).toBeGreaterThanOrEqual(UNIFORM_ANSWER_MS - 5);
    }
  });

  test('A7 guesses at a +tag of an address do not tell about the address', async () => {
    const password = 'not the password of it';
    const seen = await Promise.all(
      [true, false].map(async (existing) => {
        const email = someAddress();
        if (existing) await signUp(email);
        const tagged = email.replace('@', '+tag@');
        for (let wrong = 0; wrong < 5; wrong++)
          await new Browser().request('POST', '/v1/sign-in', { email: tagged, password });
        return (await new Browser().request('POST', '/v1/sign-in', { email, password })).status;
      }),
    );
    expect(seen).toEqual([401, 401]);
  });

  test('A7 a new password made of the address does not tell, before the code is right', async () => {
    const confirm = '/v1/recovery/password/confirm';
    const refusal = async (email: string) => {
      const browser = new Browser();
      const { flow } = await browser.call<{ flow: string }>('POST', '/v1/recovery/password', { email });
      const newPassword = email.split('@')[0]!;
      const { code } = await browser.refused('POST', confirm, { flow, code: 'AAAAAAAA', newPassword });
      return { browser, flow, newPassword, code };
    };
    const address = () =>
      `marguerite-duras-${crypto.randomUUID().slice(0, 8).replace(/[a-f]/g, '7')}@example.com`;
    expect((await refusal(address())).code).toBe('wrong-code');

    const { email } = await signUp(address());
    const before = await newestMail(email);
    const { browser, flow, newPassword, code } = await refusal(email);
    expect(code).toBe('wrong-code');
    const right = await mailedCode(email, before);
    expect((await browser.refused('POST', confirm, { flow, code: right, newPassword })).code).toBe(
      'password-refused',
    );
    await browser.call('POST', confirm, { flow, code: right, newPassword: 'another-one-for-the-list' });
  });

  test('D11 a password reset locks, changes and reveals nothing', async () => {
    const person = await signUp();
    const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', {
      email: person.email,
    });
    expect(flow).not.toContain(person.browser.userId);
    for (let wrong = 0; wrong < 5; wrong++) {
      await new Browser().refused('POST', '/v1/recovery/password/confirm', {
        flow,
        code: 'AAAAAAAA',
        newPassword: 'another-one-for-the-list',
      });
    }
    await person.browser.call('GET', '/v1/session');
    await new Browser().call('POST', '/v1/sign-in', { email: person.email, password: person.password });
    expect(await mailedCode(person.email)).toBeTruthy();
  });

  test('A7 nobody is written to at an address without an account', async () => {
    const email = someAddress();
    await new Browser().call('POST', '/v1/recovery/password', { email });
    await signUp();
    expect(await mailbox(email)).toEqual([]);
  });
});
