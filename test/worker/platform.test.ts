import { createExecutionContext, evictDurableObject, waitOnExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { app } from '../../worker/app.ts';
import { config, readConfig } from '../../worker/config.ts';
import { parseKeyRing } from '../../worker/crypto/key-ring.ts';
import { seal, unseal } from '../../worker/crypto/seal.ts';
import { networkOf } from '../../worker/http/network-of.ts';
import { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { challenge, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { inObject, stateOf, tablesOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => void vi.restoreAllMocks());

/** A request to the Worker with some of its bindings replaced. */
async function withBindings(
  bindings: Partial<Env>,
  path: string,
  body: object,
  headers: Record<string, string> = {},
) {
  const context = createExecutionContext();
  const request = new Request(config.origin + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: config.origin, ...headers },
    body: JSON.stringify(body),
  });
  const response = await app.fetch(request, { ...env, ...bindings }, context);
  await waitOnExecutionContext(context);
  return response;
}

describe('the headers of an answer', () => {
  const CSP = "default-src 'none'; frame-ancestors 'none'";

  test('J9 of the API say that it is no page, kept by nobody and framed by nobody', async () => {
    const { browser } = await signUp();
    const answers = [
      await browser.request('GET', '/v1/session'),
      await browser.request('GET', '/v1/nothing'),
      await browser.request('POST', '/v1/sign-in', '{'),
      await new Browser().request('GET', '/v1/factors'),
      await browser.request('GET', '/health'),
      await browser.request('DELETE', '/v1/session'),
    ];
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': CSP,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'strict-transport-security': expect.stringMatching(/^max-age=\d{8,}; includeSubDomains$/),
        'cross-origin-resource-policy': 'same-origin',
        'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
      });
    }
  });

  test('J9 of the console’s pages let no foreign and no inline script run, and nobody frame them', async () => {
    for (const path of ['/', '/sign-in', '/security', '/recover/confirm']) {
      const response = await exports.default.fetch(config.origin + path);
      const html = await response.text();
      expect(response.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
      expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(response.headers.get('X-Frame-Options')).toBe('DENY');
      expect(response.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
      const [, policy = ''] =
        /<meta http-equiv="content-security-policy" content="([^"]+)"/i.exec(html) ?? [];
      expect(policy, path).toMatch(/script-src|default-src/);
      expect(policy).not.toContain('unsafe-inline');
      expect(policy).not.toContain('unsafe-eval');
    }
  });

  test('J9 J3 of the dev inbox let its own style in and nothing else; what a mail says is text', async () => {
    const response = await exports.default.fetch(`${config.origin}/dev/inbox`);
    expect(response.headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; style-src 'nonce-[\w-]+'; frame-ancestors 'none'$/,
    );
    const person = await withTwoStep();
    await person.browser.call('PATCH', `/v1/factors/${person.factorId}`, {
      name: '<script>alert(1)</script>',
    });
    const page = async () =>
      (await exports.default.fetch(`${config.origin}/dev/inbox?to=${person.email}`)).text();
    await expect.poll(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(await page()).not.toContain('<script>');
  });
});

describe('a sealed value', () => {
  const ring = parseKeyRing(
    JSON.stringify({ current: 'k2', k1: btoa('a'.repeat(32)), k2: btoa('b'.repeat(32)) }),
  );
  const secret = new TextEncoder().encode('a secret of twenty b');

  test('J10 opens under its own context only, whole only, and with its own key only', async () => {
    const sealed = await seal(ring, 'user/factor', secret);
    expect(await unseal(ring, 'user/factor', sealed)).toEqual(secret);
    for (const context of ['user/other', 'other/factor', '', 'user/factor '])
      await expect(unseal(ring, context, sealed)).rejects.toThrow();
    await expect(unseal(ring, 'user/factor', sealed, 'flow')).rejects.toThrow();
    await expect(unseal(ring, 'user/factor', sealed.replace('k2', 'k1'))).rejects.toThrow();
    await expect(unseal(ring, 'user/factor', sealed.replace('k2', 'k3'))).rejects.toThrow();
    for (let at = 3; at < sealed.length - 1; at += 7) {
      const altered = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      await expect(unseal(ring, 'user/factor', altered), String(at)).rejects.toThrow();
    }
    for (const nothing of ['', 'k2', 'k2.', '.AAAA', 'k2.AAAA', sealed.slice(0, 30)])
      await expect(unseal(ring, 'user/factor', nothing)).rejects.toThrow();
  });

  test('J10 is never the same twice, and says which key it needs, so that keys can be rotated', async () => {
    const sealed = await Promise.all(Array.from({ length: 50 }, () => seal(ring, 'user/factor', secret)));
    expect(new Set(sealed).size).toBe(50);
    expect(sealed.every((value) => value.startsWith('k2.'))).toBe(true);
    const before = parseKeyRing(JSON.stringify({ current: 'k1', k1: btoa('a'.repeat(32)) }));
    expect(await unseal(ring, 'user/factor', await seal(before, 'user/factor', secret))).toEqual(secret);
  });

  test('J10 copied into another person’s row does not open, and nobody gets in by it', async () => {
    const thief = await withTwoStep();
    const victim = await withTwoStep();
    const { factors = [] } = await tablesOf(thief.browser.userId);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const method of ['totp', 'password']) {
      const sealed = String(factors.find((factor) => factor.method === method)!.sealed);
      await inObject(
        victim.browser.userId,
        'UPDATE factors SET sealed = ?, watermark = 0 WHERE method = ?',
        sealed,
        method,
      );
    }
    await expectProblem(
      await new Browser().request('POST', '/v1/sign-in', { email: victim.email, password: thief.password }),
      'unavailable',
    );
  });

  test('J10 copied as another person’s authenticator app does not open, and its codes let nobody in', async () => {
    const thief = await withTwoStep();
    const victim = await withTwoStep();
    const half = await passwordStep(victim);
    const id = await challenge(half, 'totp');
    const { factors = [] } = await tablesOf(thief.browser.userId);
    const { sealed } = factors.find(({ method }) => method === 'totp')!;
    await inObject(
      victim.browser.userId,
      `UPDATE factors SET sealed = ? WHERE method = 'totp'`,
      String(sealed),
    );
    await evictDurableObject(victim.browser.object);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = await half.request('POST', `/v1/challenges/${id}/verify`, { code: totpAt(thief.secret) });
    await expectProblem(answer, 'unavailable');
    expect((await half.refused('GET', '/v1/factors')).code).toBe('second-factor-required');
  });
});

describe('the settings of a deployment', () => {
  const KEY_RING = JSON.stringify({ current: 'k1', k1: btoa('x'.repeat(32)) });
  const production = {
    ...env,
    ENVIRONMENT: undefined,
    ORIGIN: 'https://id.example.com',
    EMAIL_DELIVERY: 'cloudflare',
    SMS_DELIVERY: '',
    EMAIL: { send: async () => ({ messageId: '' }) },
    KEY_RING,
  } as Env;
  const read = (changed: Partial<Record<keyof Env, unknown>>) => () =>
    readConfig({ ...production, ...changed } as Env);

  test('J11 are read when they are safe', () => {
    expect(read({})()).toMatchObject({
      development: false,
      delivery: { email: ['cloudflare'], sms: [], inbox: false },
      origin: 'https://id.example.com',
      emailAsFactor: false,
    });
  });

  test.each<[string, Partial<Record<keyof Env, unknown>>, RegExp]>([
    ['the dev inbox outside development', { EMAIL_DELIVERY: 'inbox' }, /inbox/],
    ['development on a public address', { EMAIL_DELIVERY: 'inbox', ENVIRONMENT: 'development' }, /localhost/],
    [
      'development, nearly spelled',
      { EMAIL_DELIVERY: 'inbox', ENVIRONMENT: 'Development', ORIGIN: 'http://localhost' },
      /inbox/,
    ],
    ['no delivery', { EMAIL_DELIVERY: undefined }, /EMAIL_DELIVERY/],
    ['a delivery that there is not', { EMAIL_DELIVERY: 'carrier-pigeon' }, /EMAIL_DELIVERY/],
    ['no origin', { ORIGIN: undefined }, /ORIGIN/],
    ['an origin without TLS', { ORIGIN: 'http://id.example.com' }, /https/],
    ['an origin with a path', { ORIGIN: 'https://id.example.com/' }, /ORIGIN/],
    [
      'a host that only begins like localhost',
      { EMAIL_DELIVERY: 'inbox', ENVIRONMENT: 'development', ORIGIN: 'https://localhost.evil.example' },
      /localhost/,
    ],
    ['no key ring', { KEY_RING: undefined }, /KEY_RING/],
    ['an empty key ring', { KEY_RING: '{}' }, /KEY_RING/],
    ['a key ring that is no JSON', { KEY_RING: 'k1:secret' }, /KEY_RING/],
    [
      'a key that is too short',
      { KEY_RING: JSON.stringify({ current: 'k1', k1: btoa('short') }) },
      /32 bytes/,
    ],
    [
      'a current key that there is not',
      { KEY_RING: JSON.stringify({ current: 'k2', k1: btoa('x'.repeat(32)) }) },
      /current/,
    ],
  ])('J11 G14 are refused: %s', (_, changed, message) => {
    expect(read(changed)).toThrow(message);
  });

  test('J11 J2 a refusal quotes no part of a key', () => {
    const secret = 'SoVerySecretKeyMaterial';
    const rings = [
      secret,
      JSON.stringify({ current: 'k1', k1: secret }),
      JSON.stringify({ current: secret }),
    ];
    const words = expect.objectContaining({ message: expect.not.stringContaining(secret) });
    for (const ring of rings) expect(read({ KEY_RING: ring })).toThrow(words);
  });

  test('J11 where mail really leaves, there is no dev inbox', async () => {
    const { delivery } = config;
    try {
      config.delivery = { ...delivery, email: ['cloudflare'], sms: [], inbox: false };
      for (const path of ['/dev/inbox', '/dev/inbox.json'])
        await expectProblem(await exports.default.fetch(config.origin + path), 'not-found');
    } finally {
      config.delivery = delivery;
    }
  });

  test('J11 no address has a built-in account', async () => {
    expect(
      await env.DB.prepare('SELECT count(*) AS users FROM users WHERE email NOT LIKE ?')
        .bind('person-%')
        .first('users'),
    ).toBe(0);
  });
});

describe('the limit by network', () => {
  test('F7 counts an IPv4 address itself and an IPv6 address by its /64', () => {
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
    const same = [
      '2001:db8:1:2:3:4:5:6',
      '2001:db8:1:2::1',
      '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff',
      '2001:db8:1:2::',
    ];
    expect(new Set(same.map(networkOf))).toEqual(new Set(['2001:db8:1:2::/64']));
    expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'));
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
    expect(networkOf('fe80::')).toBe('fe80:0:0:0::/64');
  });

  const full: RateLimit = { limit: async () => ({ success: false }) };

  test('F7 F10 answers the same for any account, and before any object is asked', async () => {
    const { email } = await signUp();
    const headers = { 'CF-Connecting-IP': '192.0.2.9' };
    const seen = await Promise.all(
      [email, someAddress()].flatMap((address) =>
        [
          '/v1/sign-in',
          '/v1/accounts',
          '/v1/accounts/confirm',
          '/v1/accounts/resend',
          '/v1/recovery/password',
          '/v1/recovery/password/confirm',
        ].map(async (path) => {
          const response = await withBindings(
            { SIGN_IN_LIMIT: full },
            path,
            { email: address, password: 'x' },
            headers,
          );
          const retryAfter = response.headers.get('Retry-After');
          const { instance: _, retryAt: __, ...problem } = await expectProblem(response, 'too-many-requests');
          return JSON.stringify({ problem, retryAfter });
        }),
      ),
    );
    expect(new Set(seen).size).toBe(1);
  });

  test('F7 is keyed by the platform’s own address, not by what a client says', async () => {
    const keys: string[] = [];
    const limit: RateLimit = {
      limit: async ({ key }) => {
        keys.push(key);
        return { success: true };
      },
    };
    const body = { email: someAddress(), password: 'not the password of it' };
    const said = {
      'X-Forwarded-For': '203.0.113.1',
      'X-Real-IP': '203.0.113.2',
      Forwarded: 'for=203.0.113.3',
      'True-Client-IP': '203.0.113.4',
    };
    await withBindings({ SIGN_IN_LIMIT: limit }, '/v1/sign-in', body, {
      'CF-Connecting-IP': '2001:db8:1:2::9',
      ...said,
    });
    await withBindings({ SIGN_IN_LIMIT: limit }, '/v1/sign-in', body, said);
    expect(keys).toEqual(['2001:db8:1:2::/64']);
  });

  test('F7 is never the only one: without it, wrong passwords lock all the same', async () => {
    const { email } = await signUp();
    const codes: number[] = [];
    for (let wrong = 0; wrong < 6; wrong++) {
      const headers = { 'CF-Connecting-IP': `192.0.2.${wrong}` };
      codes.push(
        (
          await new Browser().request(
            'POST',
            '/v1/sign-in',
            { email, password: 'not the password of it' },
            headers,
          )
        ).status,
      );
    }
    expect(codes.slice(4)).toEqual([429, 429]);
  });
});

describe('while D1 refuses', () => {
  const refusing = new Proxy(env.DB, {
    get() {
      throw new Error('D1_ERROR: database is locked: SQLITE_BUSY');
    },
  });

  test('J7 G14 signing in, signing up and recovering are put off, with Retry-After, and nothing is half done', async () => {
    const person = await signUp();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = await stateOf(person.browser.userId);
    for (const [path, body] of [
      ['/v1/sign-in', { email: person.email, password: person.password }],
      ['/v1/accounts', { email: person.email, password: person.password }],
      ['/v1/recovery/password', { email: person.email }],
    ] as const) {
      const response = await withBindings({ DB: refusing }, path, body);
      expect(response.headers.getSetCookie()).toEqual([]);
      const text = await response.clone().text();
      expect(text).not.toMatch(/D1|SQLITE/);
      await expectProblem(response, 'unavailable');
    }
    expect(await stateOf(person.browser.userId)).toEqual(before);
  });

  test('J2 the log says so, without the values of the statement that failed', async () => {
    const email = someAddress();
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const fails = () => Promise.reject(new Error('D1_ERROR: no such table'));
    const statement: object = { bind: () => statement, all: fails, raw: fails, run: fails, first: fails };
    const failing = { prepare: () => statement } as unknown as D1Database;
    const body = { email, password: 'violet-anchor-seventh-moon' };
    await expectProblem(await withBindings({ DB: failing }, '/v1/sign-in', body), 'unavailable');
    const logged = log.mock.calls.flat().join(' ');
    expect(logged).toContain('D1_ERROR: no such table');
    expect(logged).not.toContain(email);
  });
});
