import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FactorList } from '../../schema/api/factor.ts';
import type { RegistrationCredential } from '../../schema/api/passkey.ts';
import { config } from '../../worker/config.ts';
import { fromBase64 } from '../../worker/crypto/base64.ts';
import { ALGORITHMS } from '../../worker/factors/passkey/algorithms.ts';
import { passkeyParameters } from '../../worker/factors/passkey/passkey-parameters.ts';
import { FACTORS_PER_METHOD, PASSKEY_CHALLENGE_MS } from '../../worker/policy/limits.ts';
import type { Browser } from './client.ts';
import { refuseD1 } from './failing-d1.ts';
import { eventsOf, factorRow, rows } from './look-inside.ts';
import { refusedAs } from './passkey-hostile.ts';
import { notice } from './passkey-mail.ts';
import { askForPasskey, beginPasskey, enroll, signInWith, withPasskey } from './passkey-people.ts';
import { challenge, PASSWORD, passwordStep, signUp, withTwoStep } from './people.ts';
import { ALGORITHM_NAMES } from './software-authenticator/algorithm.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const factors = (browser: Browser) => browser.call<FactorList>('GET', '/v1/factors');

describe('enrolling a passkey', () => {
  test('as the first factor makes the recovery codes live, raises the session and ends all others', async () => {
    const person = await signUp();
    const other = await passwordStep(person);
    await person.browser.call('POST', '/v1/recovery-codes');
    const { factor, session } = await enroll(person.browser, await SoftwarePasskey.make());
    expect(factor).toMatchObject({ method: 'passkey', name: 'Passkey', use: 'sign-in', lastUsedAt: null });
    expect(session).toMatchObject({ level: 3, requiredLevel: 2, amr: ['pwd', 'pop', 'user', 'mfa'] });
    expect(await factors(person.browser)).toMatchObject({
      twoStep: true,
      recoveryCodes: { state: 'active', remaining: 10 },
    });
    expect((await other.refused('GET', '/v1/factors')).code).toBe('not-signed-in');
    const half = await passwordStep(person);
    expect((await half.refused('GET', '/v1/factors')).code).toBe('second-factor-required');
  });

  test('as the first factor without recovery codes is refused, and costs no try', async () => {
    const { browser } = await signUp();
    const { path, options } = await beginPasskey(browser);
    const credential = await (await SoftwarePasskey.make()).register(options);
    await refusedAs('recovery-codes-required', browser.userId, browser, path, { credential });
    await browser.call('POST', '/v1/recovery-codes');
    await browser.call('POST', path, { credential });
  });

  test('as a further factor, beside an app and other passkeys', async () => {
    const { browser } = await withTwoStep();
    await enroll(browser, await SoftwarePasskey.make());
    await enroll(browser, await SoftwarePasskey.make());
    const named = await enroll(browser, await SoftwarePasskey.make(), {}, 'YubiKey 5');
    expect(named.factor.name).toBe('YubiKey 5');
    const names = (await factors(browser)).factors.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Authenticator app', 'Passkey', 'Passkey 2', 'YubiKey 5']));
  });

  test('E10 E13 offers a fresh random challenge, the verifiable algorithms, and a handle that names nobody', async () => {
    const { browser, email } = await signUp();
    const { options } = await beginPasskey(browser);
    expect(fromBase64(options.challenge)!.length).toBeGreaterThanOrEqual(16);
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: config.serviceName },
      user: { id: browser.userId, name: email },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      attestation: 'none',
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      excludeCredentials: [],
      extensions: { credProps: true },
    });
    await browser.call('DELETE', '/v1/enrollments');
    expect((await beginPasskey(browser)).options.challenge).not.toBe(options.challenge);
  });

  test.each(
    ALGORITHM_NAMES.flatMap((algorithm) =>
      (['none', 'packed-self', 'packed'] as const).map((attestation) => [algorithm, attestation] as const),
    ),
  )('%s with attestation %s registers, and signs in', async (algorithm, attestation) => {
    const { passkey, browser, factorId } = await withPasskey({ algorithm, attestation });
    const parameters = passkeyParameters(await factorRow(browser.userId, factorId));
    expect(parameters).toMatchObject({
      credentialId: passkey.id,
      format: attestation === 'none' ? 'none' : 'packed',
      selfAttested: attestation === 'packed-self',
    });
    expect((await signInWith(passkey)).session.level).toBe(3);
  });

  test('keeps what the authenticator said of itself, and shows it', async () => {
    const aaguid = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd';
    const { passkey, browser } = await withPasskey({ aaguid, flags: { be: true, bs: true }, counter: null });
    const { factors: all, rpId } = await factors(browser);
    expect(rpId).toBe('localhost');
    expect(all.find(({ method }) => method === 'passkey')!.passkey).toEqual({
      credentialId: passkey.id,
      aaguid,
      synced: true,
      backedUp: true,
      transports: ['usb'],
    });
  });

  test('E12 an assertion alone does not turn a passkey without UV at registration into one with it', async () => {
    const { passkey, browser, factorId } = await withPasskey({ flags: { uv: false } });
    await signInWith(passkey, { flags: { uv: true } });
    expect(passkeyParameters(await factorRow(browser.userId, factorId)).userVerified).toBe(false);
  });

  test('E14 registered ones are excluded, by the options and by the server', async () => {
    const { passkey, browser } = await withPasskey();
    const { path, options } = await beginPasskey(browser);
    expect(options.excludeCredentials).toEqual([{ type: 'public-key', id: passkey.id, transports: ['usb'] }]);
    const credential = await passkey.register(options);
    await refusedAs('passkey-exists', browser.userId, browser, path, { credential });
  });

  test('H5 no more than an account may have, two at the last moment included', async () => {
    const { browser } = await withPasskey();
    const id = (await factors(browser)).factors.find(({ method }) => method === 'passkey')!.id;
    const columns = 'method, name, state, parameters, created_at, watermark, seq';
    for (let n = 2; n < FACTORS_PER_METHOD.passkey; n++)
      await rows(
        browser.userId,
        `INSERT INTO factors (id, ${columns}) SELECT 'copy-' || ?, ${columns} FROM factors WHERE id = ?`,
        n,
        id,
      );
    const other = browser.copy();
    const asked = await beginPasskey(browser);
    const credentials: RegistrationCredential[] = [];
    for (let n = 0; n < 2; n++)
      credentials.push(await (await SoftwarePasskey.make()).register(asked.options));
    const statuses = await Promise.all(
      [browser, other].map(
        async (who, n) =>
          (await who.copy().request('POST', asked.path, { credential: credentials[n] })).status,
      ),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(await rows(browser.userId, `SELECT 1 FROM factors WHERE method = 'passkey'`)).toHaveLength(
      FACTORS_PER_METHOD.passkey,
    );
  });

  test('E10 a challenge is dead after 5 minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { browser } = await signUp();
    await browser.call('POST', '/v1/recovery-codes');
    const { path, options } = await beginPasskey(browser);
    const credential = await (await SoftwarePasskey.make()).register(options);
    vi.setSystemTime(Date.now() + PASSKEY_CHALLENGE_MS - 1_000);
    await browser.call('POST', '/v1/session/reauthenticate', { password: PASSWORD });
    vi.setSystemTime(Date.now() + 1_000);
    await refusedAs('code-expired', browser.userId, browser, path, { credential });
  });

  test('E10 a challenge is of one session of one user: others do not find it', async () => {
    const person = await signUp();
    const stranger = await signUp();
    const second = await passwordStep(person);
    const { path, options } = await beginPasskey(person.browser);
    const credential = await (await SoftwarePasskey.make()).register(options);
    for (const browser of [second, stranger.browser])
      await refusedAs('not-found', browser.userId, browser, path, { credential });
  });

  test('a challenge of another kind takes no passkey, and an enrollment of a passkey no code', async () => {
    const { browser, passkey } = await withPasskey();
    const { enrollment } = await browser.call<{ enrollment: { id: string } }>('POST', '/v1/enrollments', {
      method: 'totp',
    });
    const { path, options } = await beginPasskey(browser);
    const credential = await passkey.register(options);
    await refusedAs(
      'method-not-available',
      browser.userId,
      browser,
      `/v1/enrollments/${enrollment.id}/confirm`,
      { credential },
    );
    expect((await browser.request('POST', path, { code: '123456' })).status).toBe(409);
    const half = await passwordStep(await withTwoStep());
    const id = await challenge(half, 'totp');
    const answer = await passkey.answer({ ...(await askForPasskey(browser, 'reauthentication')).options });
    await refusedAs('method-not-available', half.userId, half, `/v1/challenges/${id}/verify`, {
      credential: answer,
    });
  });

  test('J7 while D1 refuses: 503, nothing half done, and it works afterwards', async () => {
    const { browser } = await signUp();
    await browser.call('POST', '/v1/recovery-codes');
    const passkey = await SoftwarePasskey.make();
    const { path, options } = await beginPasskey(browser);
    const body = { credential: await passkey.register(options) };
    vi.spyOn(console, 'error').mockReturnValue();
    refuseD1((statement) => statement.includes('credentials'));
    const response = await browser.request('POST', path, body);
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('5');
    vi.restoreAllMocks();
    expect(await factors(browser)).toMatchObject({ twoStep: false, recoveryCodes: { state: 'pending' } });
    expect((await eventsOf(browser.userId)).map(({ type }) => type)).not.toContain('factor.added');
    const claimed = await env.DB.prepare('SELECT 1 FROM credentials WHERE id = ?').bind(passkey.id).all();
    expect(claimed.results).toEqual([]);
    await enroll(browser, passkey);
  });

  test('H2 is told of by mail, at every address', async () => {
    const { email } = await withPasskey();
    expect((await notice(email, 'A sign-in method was added')).text).toContain('“Passkey” was added');
  });
});
