import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { OPERATIONS } from '../../schema/api/operations.ts';
import { chainText, GENESIS } from '../../worker/user/ledger.ts';
import { digest } from '../../worker/crypto/digest.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { mailbox, mailedCode, newestMail } from './mailbox.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { eventTypes, inObject, stateOf, tablesOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => void vi.restoreAllMocks());

const NEW_PASSWORD = 'another-one-for-the-list';

const lastSeq = async (userId: string) => (await tablesOf(userId)).events!.length;

/** What one request, right or wrong, leaves in the ledger. */
async function leaves(userId: string, work: () => Promise<unknown>): Promise<unknown[]> {
  const before = await lastSeq(userId);
  await work();
  return eventTypes(userId, before);
}

describe('the ledger', () => {
  test('J1 has one event for each step of a sign-in, each failure and each change', async () => {
    const person = await withTwoStep();
    const { browser } = person;
    const { userId } = browser;
    const half = new Browser();
    const wrong = { email: person.email, password: 'not the password of it' };
    expect(await leaves(userId, () => half.refused('POST', '/v1/sign-in', wrong))).toEqual([
      'sign-in.failed',
    ]);
    expect(
      await leaves(userId, () => half.call('POST', '/v1/sign-in', { ...wrong, password: person.password })),
    ).toEqual(['sign-in.password-accepted']);
    const id = await challenge(half, 'totp');
    const verify = (code: string) => half.request('POST', `/v1/challenges/${id}/verify`, { code });
    expect(await leaves(userId, () => verify('000000'))).toEqual(['challenge.failed']);
    expect(await leaves(userId, () => verify(totpAt(person.secret)))).toEqual(['sign-in.succeeded']);
    expect(await leaves(userId, () => half.call('DELETE', '/v1/session'))).toEqual(['session.ended']);

    const reauthenticate = (password: string) => () =>
      browser.request('POST', '/v1/session/reauthenticate', { password });
    expect(await leaves(userId, reauthenticate('not the password of it'))).toEqual(['challenge.failed']);
    expect(await leaves(userId, reauthenticate(person.password))).toEqual(['session.reauthenticated']);
    expect(await leaves(userId, () => browser.call('POST', '/v1/recovery-codes'))).toEqual([
      'recovery-codes.generated',
    ]);
    const address = someAddress();
    const { enrollment } = await browser.call<{ enrollment: { id: string } }>('POST', '/v1/enrollments', {
      method: 'email',
      address,
    });
    const code = await mailedCode(address);
    expect(
      await leaves(userId, () => browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code })),
    ).toEqual(['factor.added']);
    expect(
      await leaves(userId, () => browser.call('PATCH', `/v1/factors/${enrollment.id}`, { name: 'Home' })),
    ).toEqual(['factor.renamed']);
    expect(await leaves(userId, () => browser.call('DELETE', `/v1/factors/${enrollment.id}`))).toEqual([
      'factor.removed',
    ]);
    expect(
      await leaves(userId, () => browser.call('PUT', '/v1/password', { newPassword: NEW_PASSWORD })),
    ).toEqual(['password.changed']);
    expect(await leaves(userId, () => browser.call('DELETE', '/v1/sessions'))).toEqual(['sessions.ended']);
    expect(await leaves(userId, () => browser.call('DELETE', `/v1/factors/${person.factorId}`))).toEqual([
      'factor.removed',
      'recovery-codes.voided',
    ]);
  });

  test('J1 has one for a password reset, for a recovery code, and for a limit that is reached', async () => {
    const person = await withTwoStep();
    const { userId } = person.browser;
    const half = await passwordStep(person);
    const useCode = async () =>
      half.call('POST', `/v1/challenges/${await challenge(half, 'recovery-code')}/verify`, {
        code: person.recoveryCodes[0],
      });
    expect(await leaves(userId, useCode)).toEqual(['recovery-code.used']);
    const after = await newestMail(person.email);
    const start = () =>
      new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', { email: person.email });
    expect(await leaves(userId, start)).toEqual(['password.reset-requested']);
    await mailedCode(person.email, after);

    const other = await passwordStep(person);
    const id = await challenge(other, 'totp');
    const guess = () => other.request('POST', `/v1/challenges/${id}/verify`, { code: '000000' });
    for (let wrong = 0; wrong < 4; wrong++) await guess();
    expect(await leaves(userId, guess)).toEqual(['challenge.failed', 'factor.locked']);
    expect(await leaves(userId, guess)).toEqual([]);
  });

  test('J1 says when, what, with which method, from where, and in which request', async () => {
    const person = await signUp();
    const response = await new Browser().request(
      'POST',
      '/v1/sign-in',
      { email: person.email, password: 'not the password of it' },
      { 'CF-Connecting-IP': '203.0.113.9' },
    );
    const { events } = await person.browser.call<{ events: object[] }>('GET', '/v1/events');
    expect(events[0]).toMatchObject({
      type: 'sign-in.failed',
      method: 'password',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      device: 'Firefox on Linux',
      ip: '203.0.113.9',
      requestId: response.headers.get('X-Request-Id'),
    });
  });

  test('J3 is changed by no route, and a change in it breaks its chain', async () => {
    expect(
      OPERATIONS.filter(({ path }) => path.startsWith('/v1/events')).map(({ method }) => method),
    ).toEqual(['get']);
    const { browser } = await withTwoStep();
    const intact = async () => {
      const { events = [], account = [] } = await tablesOf(browser.userId);
      let previous = GENESIS;
      return (events as unknown as EventRow[]).every(({ hash, ...event }) => {
        const right = digest(chainText(previous, Number(account[0]?.epoch), event)) === hash;
        previous = hash;
        return right;
      });
    };
    expect(await intact()).toBe(true);
    await inObject(browser.userId, `UPDATE events SET ip = '192.0.2.66' WHERE seq = 2`);
    expect(await intact()).toBe(false);
  });

  test('J3 what a browser says of itself is kept short, and shown as text', async () => {
    const person = await signUp();
    const agent = `<img src=x onerror=alert(1)> ${'x'.repeat(5_000)}`;
    await new Browser().request(
      'POST',
      '/v1/sign-in',
      { email: person.email, password: person.password },
      { 'User-Agent': agent },
    );
    const { events = [] } = await tablesOf(person.browser.userId);
    expect(String(events.at(-1)?.user_agent)).toHaveLength(256);
    const response = await person.browser.request('GET', '/v1/events');
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('J5 an event that cannot be written undoes its change: both or neither', async () => {
    const person = await withTwoStep();
    const { browser } = person;
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await inObject(
      browser.userId,
      `CREATE TRIGGER no_more_events BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no more events'); END`,
    );
    const before = await stateOf(browser.userId);
    const requests: [string, string, object?][] = [
      ['PATCH', `/v1/factors/${person.factorId}`, { name: 'My phone' }],
      ['DELETE', `/v1/factors/${person.factorId}`],
      ['POST', '/v1/recovery-codes'],
      ['PUT', '/v1/password', { newPassword: NEW_PASSWORD }],
      ['POST', '/v1/session/reauthenticate', { password: person.password }],
      ['POST', '/v1/session/reauthenticate', { password: 'not the password of it' }],
      ['POST', '/v1/sign-in', { email: person.email, password: person.password }],
      ['POST', '/v1/sign-in', { email: person.email, password: 'not the password of it' }],
      ['POST', '/v1/recovery/password', { email: person.email }],
      ['POST', '/v1/accounts', { email: person.email, password: NEW_PASSWORD }],
      ['DELETE', '/v1/sessions'],
      ['DELETE', '/v1/session'],
    ];
    for (const [method, path, body] of requests)
      await expectProblem(await browser.request(method, path, body), 'unavailable');
    expect(await stateOf(browser.userId)).toEqual(before);
    await inObject(browser.userId, 'DROP TRIGGER no_more_events');
    await browser.call('PATCH', `/v1/factors/${person.factorId}`, { name: 'My phone' });
  });

  test('J5 a code whose event cannot be written is not spent', async () => {
    const person = await withTwoStep();
    const half = await passwordStep(person);
    const id = await challenge(half, 'totp');
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await inObject(
      person.browser.userId,
      `CREATE TRIGGER no_more_events BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no more events'); END`,
    );
    const code = totpAt(person.secret);
    await expectProblem(await half.request('POST', `/v1/challenges/${id}/verify`, { code }), 'unavailable');
    await inObject(person.browser.userId, 'DROP TRIGGER no_more_events');
    await half.call('POST', `/v1/challenges/${id}/verify`, { code });
  });
});

/** Everything secret that a person's life here makes. */
async function liveALife(person: TwoStepPerson): Promise<string[]> {
  const { browser } = person;
  const secrets = [
    person.password,
    person.secret,
    ...person.recoveryCodes,
    browser.cookies.get('__Host-device')!,
  ];
  const note = () => secrets.push(browser.cookies.get('__Host-session')!.split('.')[2]!);
  note();
  await browser.call('POST', '/v1/session/reauthenticate', { password: person.password });
  note();
  const half = await passwordStep(person);
  await half.request('POST', `/v1/challenges/${await challenge(half, 'totp')}/verify`, { code: '000000' });
  const id = await challenge(half, 'recovery-code');
  await half.call('POST', `/v1/challenges/${id}/verify`, { code: person.recoveryCodes[0] });
  const { codes } = await browser.call<{ codes: string[] }>('POST', '/v1/recovery-codes');
  secrets.push(...codes, NEW_PASSWORD, 'a-wrong-password-that-was-typed');
  await new Browser().request('POST', '/v1/sign-in', {
    email: person.email,
    password: 'a-wrong-password-that-was-typed',
  });
  await browser.call('PUT', '/v1/password', { newPassword: NEW_PASSWORD });
  note();
  const after = await newestMail(person.email);
  const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', {
    email: person.email,
  });
  secrets.push(flow, await mailedCode(person.email, after));
  return secrets;
}

const spellings = (secret: string) =>
  secret.length > 6
    ? [secret, secret.replaceAll('-', ''), encodeURIComponent(secret), btoa(secret)]
    : [secret];

describe('no secret', () => {
  test('J2 is in a log, an event, a table of D1 or a mail that is not its own', async () => {
    const written: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation(
        (...words: unknown[]) => void written.push(words.map(String).join(' ')),
      );
    }
    const person = await withTwoStep();
    const secrets = await liveALife(person);
    // A failure too, with all of it in the request.
    await inObject(
      person.browser.userId,
      `CREATE TRIGGER no_more_events BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no more events'); END`,
    );
    await new Browser().request('POST', '/v1/sign-in', { email: person.email, password: NEW_PASSWORD });
    await inObject(person.browser.userId, 'DROP TRIGGER no_more_events');
    expect(written.join('\n')).toContain('no more events');

    const tables = await tablesOf(person.browser.userId);
    await runDurableObjectAlarm(person.browser.object);
    const projected = await Promise.all(
      ['users WHERE id', 'factors WHERE user_id', 'sessions WHERE user_id', 'events WHERE user_id'].map(
        async (rows) =>
          (await env.DB.prepare(`SELECT * FROM ${rows} = ?`).bind(person.browser.userId).all()).results,
      ),
    );
    for (const rows of projected) expect(rows.length).toBeGreaterThan(0);
    const mails = (await mailbox(person.email)).filter(({ text }) => !text.startsWith('Your code:'));
    expect(mails.length).toBeGreaterThan(3);
    const everything = JSON.stringify([written, tables, projected, mails]);
    for (const secret of secrets.flatMap(spellings)) expect(everything).not.toContain(secret);
  });

  test('J4 nor a file, a statement or a stack is in an answer, whatever failed', async () => {
    const person = await withTwoStep();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await inObject(person.browser.userId, 'ALTER TABLE sessions RENAME TO no_sessions');
    const response = await person.browser.request('GET', '/v1/session');
    const text = await response.clone().text();
    await expectProblem(response, 'unavailable');
    expect(text).not.toMatch(/sessions|SELECT|SQL|\.ts|\.js| at |Error/i);
    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(['instance', 'status', 'title', 'type']);
  });
});
