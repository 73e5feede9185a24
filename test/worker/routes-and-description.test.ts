import { exports } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { openApi, problemsOf } from '../../schema/api/open-api.ts';
import { OPERATIONS } from '../../schema/api/operations.ts';
import { app } from '../../worker/app.ts';
import { config } from '../../worker/config.ts';
import { whoMay } from './admins.ts';
import { Browser } from './client.ts';
import { keyOf, operations, pathOf } from './every-operation.ts';
import { expectProblem } from './expect-problem.ts';
import { beginImport } from './importing.ts';
import { challenge, signUp, withTwoStep } from './people.ts';
import { withPhone } from './pushes.ts';
import { recovering } from './recovering.ts';
import { stateOf } from './tables.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

describe('the routes of the API', () => {
  test('are the operations of its description, no more and no fewer', () => {
    const routes = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect([...new Set(routes)].sort()).toEqual(OPERATIONS.map(keyOf).sort());
  });

  test('are all in /openapi.json, with what they take, answer and refuse', () => {
    const { paths } = openApi();
    expect(
      Object.entries(paths)
        .flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`))
        .sort(),
    ).toEqual(OPERATIONS.map(keyOf).sort());
    for (const operation of OPERATIONS) {
      const described = paths[operation.path]![operation.method] as {
        requestBody?: object;
        responses: Record<string, object>;
        security: object[];
      };
      expect(described.requestBody !== undefined, keyOf(operation)).toBe(operation.body !== undefined);
      expect(described.responses, keyOf(operation)).toHaveProperty(String(operation.status));
      expect(described.security.length > 0, keyOf(operation)).toBe(operation.session !== 'none');
      const refused = Object.values(described.responses).flatMap(
        (response) => (response as { 'x-problems'?: string[] })['x-problems'] ?? [],
      );
      expect(refused.sort(), keyOf(operation)).toEqual([...problemsOf(operation)].sort());
      expect(new Set(refused).size, `${keyOf(operation)} names a problem twice`).toBe(refused.length);
    }
  });

  test('no operation is named twice', () => {
    const ids = Object.values(openApi().paths).flatMap((item) =>
      Object.values(item).map((described) => (described as { operationId: string }).operationId),
    );
    expect(new Set(ids).size).toBe(OPERATIONS.length);
  });
});

describe('what no route takes', () => {
  test('another method of an address is refused with those that it takes, and changes nothing', async () => {
    const { browser, factorId } = await withTwoStep();
    const before = await stateOf(browser.userId);
    for (const path of new Set(OPERATIONS.map((operation) => operation.path))) {
      const taken = OPERATIONS.filter((operation) => operation.path === path).map(
        (operation) => operation.method,
      );
      for (const method of METHODS.filter((other) => !taken.includes(other))) {
        const response = await browser.request(
          method.toUpperCase(),
          path.replace('{id}', factorId),
          method === 'get' ? undefined : {},
        );
        const allowed = response.headers.get('Allow')?.toLowerCase().split(', ');
        await expectProblem(response, 'method-not-allowed');
        expect(allowed?.filter((name) => name !== 'head').sort(), path).toEqual([...taken].sort());
      }
    }
    expect(await stateOf(browser.userId)).toEqual(before);
  });

  test('an address that there is not is a problem document too, whatever the method', async () => {
    const { browser } = await signUp();
    for (const path of [
      '/v1',
      '/v1/',
      '/v1/admin',
      '/v1/factors/',
      '/v1/factors/a/b',
      '/v1/accounts/1',
      '/v1/Session',
      '/v1//session',
    ]) {
      for (const method of METHODS) {
        const response = await browser.request(method.toUpperCase(), path, method === 'get' ? undefined : {});
        await expectProblem(response, 'not-found');
      }
    }
  });

  test.each(['TRACE', 'PROPFIND', 'OPTIONS', 'X-ANYTHING'])('%s is refused', async (method) => {
    const browser = new Browser();
    for (const path of ['/v1/session', '/v1/sign-in', '/', '/dev/inbox']) {
      // Some runtimes do not let such a method out at all.
      const response = await browser.request(method, path).catch(() => null);
      expect(
        response === null || (response.status >= 400 && response.status < 500),
        `${method} ${path}`,
      ).toBe(true);
    }
  });
});

describe('asking', () => {
  test.each(operations(({ method, session }) => method === 'get' && session !== 'device'))(
    'G12 %s changes nothing, nor does HEAD',
    async (_, operation) => {
      const recovers = operation.session === 'recovery';
      const { browser } = recovers ? await recovering() : await whoMay(operation);
      await browser.call('POST', '/v1/enrollments', { method: 'totp' });
      const challengeId = recovers ? '' : await challenge(browser, 'totp', 'reauthentication');
      const ofImport = operation.path.startsWith('/v1/admin/imports/');
      const ofPerson = operation.path.startsWith('/v1/admin/people/');
      const id = ofImport ? await beginImport(browser) : ofPerson ? browser.userId : challengeId;
      const before = await stateOf(browser.userId);
      const cookies = [...browser.cookies];
      for (const method of ['GET', 'HEAD'])
        expect((await browser.request(method, pathOf(operation, id))).status).toBe(
          // Nobody’s group is there to be asked for.
          operation.path.startsWith('/v1/admin/groups/') ? 404 : 200,
        );
      expect(await stateOf(browser.userId)).toEqual(before);
      expect([...browser.cookies]).toEqual(cookies);
    },
  );

  test.each(
    operations(({ method, session, status }) => method === 'get' && session === 'device' && status !== 101),
  )('G12 %s changes nothing, nor does HEAD', async (_, operation) => {
    const { browser, phone } = await withPhone();
    const before = await stateOf(browser.userId);
    for (const method of ['GET', 'HEAD'])
      expect((await phone.request(method, pathOf(operation))).status).toBe(200);
    expect(await stateOf(browser.userId)).toEqual(before);
  });

  test('G12 a changing address is not reached by asking', async () => {
    const { browser, factorId } = await withTwoStep();
    const before = await stateOf(browser.userId);
    for (const [, operation] of operations(({ method }) => method !== 'get')) {
      for (const query of ['', '?_method=DELETE', '?method=POST']) {
        const headers = { 'X-HTTP-Method-Override': operation.method.toUpperCase() };
        await browser.request('GET', pathOf(operation, factorId) + query, undefined, headers);
        await browser.request('HEAD', pathOf(operation, factorId) + query, undefined, headers);
      }
    }
    expect(await stateOf(browser.userId)).toEqual(before);
  });

  test('for a page of activity that cannot be one is refused', async () => {
    const { browser } = await signUp();
    for (const before of ['', 'x', '-1', '1.5', '1e3', '9'.repeat(40), '1;DROP TABLE events', '0x10']) {
      const response = await browser.request('GET', `/v1/events?before=${encodeURIComponent(before)}`);
      const { errors } = await expectProblem(response, 'invalid-request');
      expect(errors?.[0]?.field).toBe('before');
    }
    const events = OPERATIONS.find(({ path }) => path === '/v1/events')!;
    expect(problemsOf(events)).toContain('invalid-request');
  });

  test('names no other origin that may read the answer', async () => {
    const { browser } = await signUp();
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }]) {
      const response = await browser.request('GET', '/v1/session', undefined, headers);
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('an address outside the API is a page of the console', async () => {
    const response = await exports.default.fetch(`${config.origin}/no/such/page`);
    expect(response.headers.get('Content-Type')).toContain('text/html');
  });
});
