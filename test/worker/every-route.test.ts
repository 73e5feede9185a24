import { exports } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Operation } from '../../schema/api/operations/operation.ts';
import { problemsOf } from '../../schema/api/open-api.ts';
import type { ProblemCode } from '../../schema/api/problem.ts';
import { config } from '../../worker/config.ts';
import { BODY_MAX_BYTES, REAUTHENTICATION_MS } from '../../worker/policy/limits.ts';
import { whoMay } from './admins.ts';
import type { Browser } from './client.ts';
import { bodiesOf, changes, operations, pathOf } from './every-operation.ts';
import { expectProblem } from './expect-problem.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, passwordStep, signUp, withTwoStep } from './people.ts';
import { stateOf, tablesOf } from './tables.ts';

afterEach(() => void vi.useRealTimers());

/** A request with exactly these headers, through the public door. */
function send({ method }: Operation, path: string, headers: Record<string, string>, body?: BodyInit | null) {
  return exports.default.fetch(
    new Request(config.origin + path, { method: method.toUpperCase(), headers, body }),
  );
}

const cookieOf = (browser: Browser) =>
  [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };
const JSON_BODY = { 'Content-Type': 'application/json' };

/** Holds that an operation answers this problem, that its description says so, and that nothing was changed. */
async function refuses(
  operation: Operation,
  code: ProblemCode,
  userId: string,
  ask: () => Promise<Response>,
) {
  const before = await stateOf(userId);
  const problem = await expectProblem(await ask(), code);
  expect(problemsOf(operation)).toContain(code);
  expect(await stateOf(userId)).toEqual(before);
  return problem;
}

/** Asks with the right form of an operation, once for each shape of its body. */
async function refusesAll(
  operation: Operation,
  code: ProblemCode,
  person: TwoStepPerson,
  headers: Record<string, string>,
  id?: string,
) {
  for (const body of operation.body ? bodiesOf(operation) : [undefined]) {
    await refuses(operation, code, person.browser.userId, () =>
      send(
        operation,
        pathOf(operation, id),
        { ...(body && JSON_BODY), ...headers },
        body && JSON.stringify(body),
      ),
    );
  }
}

const nested = (depth: number, inside = '1') => `${'['.repeat(depth)}${inside}${']'.repeat(depth)}`;

const NOT_ITS_BODY = {
  'nothing at all': '',
  'half of an object': '{"email":"a@b.example',
  words: 'email=a@b.example',
  'two values': '{}{}',
  null: 'null',
  'a number': '7',
  'a text': '"{}"',
  'a list': '[]',
  'an empty object': '{}',
  'a list nested 30,000 deep': nested(30_000),
  'an object nested 8,000 deep': `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`,
  'brackets that never close': '['.repeat(60_000),
  '__proto__ as a field': '{"__proto__":{"email":"a@b.example"}}',
};

const NOT_UTF_8 = new Uint8Array([
  ...new TextEncoder().encode('{"email":"'),
  0xc3,
  0x28,
  0xff,
  ...new TextEncoder().encode('"}'),
]);

describe.concurrent.each(operations(({ body }) => body !== undefined))('%s', (_, operation) => {
  const as = (browser: Browser, extra: Record<string, string> = JSON_BODY) => ({
    ...SAME_ORIGIN,
    Cookie: cookieOf(browser),
    ...extra,
  });

  test('names what is wrong with a body, and changes nothing', async () => {
    const { browser } = await signUp();
    const ask = (body: BodyInit) => () => send(operation, pathOf(operation), as(browser), body);
    for (const body of [...Object.values(NOT_ITS_BODY), NOT_UTF_8])
      await refuses(operation, 'invalid-request', browser.userId, ask(body));
  });

  test('names each field that is missing, of the wrong type or not its own', async () => {
    const { browser } = await signUp();
    for (const body of bodiesOf(operation)) {
      const wrong = async (field: string, changed: object) => {
        const text = JSON.stringify(changed);
        const { errors } = await refuses(operation, 'invalid-request', browser.userId, () =>
          send(operation, pathOf(operation), as(browser), text),
        );
        expect(errors, text).toContainEqual(
          expect.objectContaining({ field, message: expect.stringMatching(/^[A-Z]/) }),
        );
      };
      for (const [field, value] of Object.entries(body)) {
        const longText = 'x'.repeat(2_000);
        const values: unknown[] = [
          null,
          7,
          true,
          [value],
          { is: value },
          JSON.parse(nested(1_000)),
          longText,
        ];
        const wrongValues = values.filter(
          (other) => typeof other !== typeof value || (other === longText && !LONG.has(field)),
        );
        for (const other of wrongValues) {
          await wrong(field, { ...body, [field]: other });
        }
        const { [field]: _left, ...rest } = body;
        if (!OPTIONAL.has(field)) await wrong(field, rest);
      }
      await wrong('isAdmin', { ...body, isAdmin: true });
    }
  });

  test('takes JSON only, and not more than 64 KiB', async () => {
    const { browser } = await signUp();
    const [body] = bodiesOf(operation);
    const text = JSON.stringify(body);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
      '',
    ]) {
      await refuses(operation, 'unsupported-media-type', browser.userId, () =>
        send(operation, pathOf(operation), as(browser, { 'Content-Type': type }), text),
      );
    }
    const long = `${text.slice(0, -1)}${' '.repeat(BODY_MAX_BYTES)}}`;
    await refuses(operation, 'body-too-large', browser.userId, () =>
      send(operation, pathOf(operation), as(browser), long),
    );
    const streamed = new Blob([long]).stream();
    await refuses(operation, 'body-too-large', browser.userId, () =>
      send(operation, pathOf(operation), as(browser), streamed),
    );
  });
});

/** Texts that may be as long as a body is. */
const LONG = new Set(['bytes']);

/** Fields that a request may leave out. */
const OPTIONAL = new Set([
  'verification',
  'factorId',
  'name',
  'endOtherSessions',
  'type',
  'ip',
  'country',
  'helpRequest',
]);

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
