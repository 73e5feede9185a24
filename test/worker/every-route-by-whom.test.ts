import { afterEach, describe, expect, test, vi } from 'vitest';
import { config } from '../../worker/config.ts';
import { REAUTHENTICATION_MS } from '../../worker/policy/limits.ts';
import { whoMay } from './admins.ts';
import { cookieOf, JSON_BODY, refuses, refusesAll, SAME_ORIGIN, send } from './asking.ts';
import { bodiesOf, changes, operations, pathOf } from './every-operation.ts';
import { challenge, passwordStep, signUp, withTwoStep } from './people.ts';
import { stateOf, tablesOf } from './tables.ts';

afterEach(() => void vi.useRealTimers());

describe.concurrent.each(operations(changes))('%s', (_, operation) => {
  test('G12 is refused from anywhere but the service’s own pages', async () => {
    const person = await withTwoStep();
    const Cookie = cookieOf(person.browser);
    const foreign: Record<string, string>[] = [
      {},
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: `${config.origin}.evil.example` },
      { Origin: `${config.origin}:8080` },
      { Referer: `${config.origin}/security` },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'none' },
      { 'Sec-Fetch-Site': 'cross-site', Origin: config.origin },
      { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' },
    ];
    for (const headers of foreign)
      await refusesAll(operation, 'cross-origin', person, { Cookie, ...headers });
  });
});

describe.concurrent.each(operations(({ session }) => session !== 'none' && session !== 'device'))(
  '%s',
  (_, operation) => {
    test('is refused without a session', async () => {
      const person = await withTwoStep();
      const other = await signUp();
      const [userId = '', sessionId = '', secret = ''] = person.browser.cookies
        .get('__Host-session')!
        .split('.');
      const random = (length: number) => 'A'.repeat(length);
      const cookies = [
        '',
        '__Host-session=',
        '__Host-session=%00%ff; __Host-session=..',
        `__Host-session=${'x'.repeat(4_000)}`,
        `__Host-session=${userId}.${sessionId}.`,
        `__Host-session=${userId}.${sessionId}.${random(43)}`,
        `__Host-session=${userId}.${random(22)}.${secret}`,
        `__Host-session=${random(22)}.${sessionId}.${secret}`,
        `__Host-session=${other.browser.userId}.${sessionId}.${secret}`,
        `__Host-session=${userId}.${sessionId}.${secret}x`,
        `session=${userId}.${sessionId}.${secret}`,
        `__Host-device=${person.browser.cookies.get('__Host-device')}`,
      ];
      for (const Cookie of cookies)
        await refusesAll(operation, 'not-signed-in', person, { ...SAME_ORIGIN, Cookie });
      // Nor does a made-up cookie make an object that keeps anything.
      expect(await tablesOf(random(22))).toEqual({});
    });
  },
);

describe.concurrent.each(operations(({ session, status }) => session === 'device' && status !== 101))(
  '%s',
  (_, operation) => {
    test('C15 is refused without the signature of a device', async () => {
      const person = await withTwoStep();
      const id = 'A'.repeat(22);
      const signature = 'A'.repeat(86);
      const now = Date.now();
      const headers = [
        '',
        'Bearer x',
        `Countersign-Device ${id}.${id}, time=${now}, signature=${signature}`,
        `Countersign-Device ${person.browser.userId}.${person.factorId}, time=${now}, signature=${signature}`,
        `Countersign-Device ${person.browser.userId}.${id}, time=${now}, signature=${'_'.repeat(86)}`,
      ];
      for (const Authorization of headers)
        await refusesAll(operation, 'device-unknown', person, { ...SAME_ORIGIN, Authorization });
      expect(await tablesOf(id)).toEqual({});
    });
  },
);

describe.concurrent.each(operations(({ session }) => session === 'full' || session === 'fresh'))(
  '%s',
  (_, operation) => {
    test('G1 opens nothing to a session whose second step is owed', async () => {
      const person = await withTwoStep();
      const half = await passwordStep(person);
      await refusesAll(operation, 'second-factor-required', person, {
        ...SAME_ORIGIN,
        Cookie: cookieOf(half),
      });
    });
  },
);

describe.each(operations(({ session }) => session === 'fresh'))('%s', (_, operation) => {
  test('G10 asks for a proof that is not older than five minutes', async () => {
    const person = await withTwoStep();
    const headers = { ...SAME_ORIGIN, Cookie: cookieOf(person.browser) };
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + REAUTHENTICATION_MS + 1 });
    await refusesAll(operation, 'reauthentication-required', person, headers, person.factorId);
  });
});

describe.concurrent.each(operations(({ path, session }) => path.includes('{id}') && session !== 'device'))(
  '%s',
  (_, operation) => {
    test('H3 answers the ids of another user as ids that nobody has', async () => {
      const person = await whoMay(operation);
      const victim = await withTwoStep();
      const half = await passwordStep(victim);
      const { enrollment } = await victim.browser.call<{ enrollment: { id: string } }>(
        'POST',
        '/v1/enrollments',
        { method: 'totp' },
      );
      const theirs = [
        victim.factorId,
        enrollment.id,
        await challenge(half, 'totp'),
        ...[victim.browser, half].map(({ cookies }) => cookies.get('__Host-session')!.split('.')[1]!),
      ];
      const nobodys = [
        'no-such-id',
        'A'.repeat(22),
        `' OR 1=1 --`,
        '%',
        '\u0000',
        '🦄',
        '../factors',
        'x'.repeat(8_000),
      ];
      const before = await stateOf(victim.browser.userId);
      const answers = new Set<string>();
      for (const id of [...nobodys, ...theirs]) {
        for (const body of operation.body ? bodiesOf(operation) : [undefined]) {
          const headers = { ...SAME_ORIGIN, Cookie: cookieOf(person.browser), ...(body && JSON_BODY) };
          const ask = () => send(operation, pathOf(operation, id), headers, body && JSON.stringify(body));
          const { instance, ...rest } = await refuses(operation, 'not-found', person.browser.userId, ask);
          expect(instance).toBeTruthy();
          answers.add(JSON.stringify(rest));
        }
      }
      expect([...answers]).toHaveLength(1);
      expect(await stateOf(victim.browser.userId)).toEqual(before);
    });
  },
);
