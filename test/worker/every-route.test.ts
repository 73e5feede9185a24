import { describe, expect, test } from 'vitest';
import { BODY_MAX_BYTES } from '../../worker/policy/limits.ts';
import { cookieOf, JSON_BODY, refuses, SAME_ORIGIN, send } from './asking.ts';
import type { Browser } from './client.ts';
import { bodiesOf, operations, pathOf } from './every-operation.ts';
import { signUp } from './people.ts';

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
