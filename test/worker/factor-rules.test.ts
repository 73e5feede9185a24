import { afterEach, describe, expect, test, vi } from 'vitest';
import { toBase64Url } from '../../worker/crypto/base64.ts';
import { MINUTE } from '../../worker/clock.ts';
import { ENROLLMENT_MS, FACTORS_PER_METHOD } from '../../worker/policy/limits.ts';
import type { SessionAnswer } from './answers.ts';
import { Browser } from './client.ts';
import { mailbox, mailedCode, newestMail } from './mailbox.ts';
import type { Person } from './people.ts';
import { challenge, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { inObject, tablesOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

afterEach(() => void vi.useRealTimers());

interface Enrollment {
  id: string;
  secret: string;
  otpauthUri: string;
}

const begin = async (browser: Browser, body: object = { method: 'totp' }) =>
  (await browser.call<{ enrollment: Enrollment }>('POST', '/v1/enrollments', body)).enrollment;

async function addRecoveryAddress({ browser }: Person, address = someAddress()) {
  const { id } = await begin(browser, { method: 'email', address });
  await browser.call('POST', `/v1/enrollments/${id}/confirm`, { code: await mailedCode(address) });
  return { id, address };
}

const subjects = async (address: string) => (await mailbox(address)).map(({ subject }) => subject);

/** Bytes of a base32 secret in each way that they might be written down. */
function spellings(secret: string): string[] {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((char) => alphabet.indexOf(char).toString(2).padStart(5, '0')).join('');
  const bytes = Uint8Array.from(bits.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    secret,
    secret.toLowerCase(),
    hex,
    toBase64Url(bytes),
    btoa(String.fromCharCode(...bytes)),
    [...bytes].join(','),
  ];
}

const READS = [
  '/v1/session',
  '/v1/factors',
  '/v1/enrollments',
  '/v1/recovery-codes',
  '/v1/sessions',
  '/v1/events',
];

describe('the secret of an authenticator app', () => {
  test('B2 has 160 random bits', async () => {
    const people = await Promise.all([signUp(), signUp()]);
    const secrets = await Promise.all(people.map(async ({ browser }) => (await begin(browser)).secret));
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new Set(secrets).size).toBe(2);
  });

  test('B2 is answered only to the session that began it, while it is pending', async () => {
    const person = await signUp();
    const other = await passwordStep(person);
    const { id, secret } = await begin(person.browser);
    expect(await begin(person.browser)).toMatchObject({ id, secret });
    for (const browser of [person.browser, other]) {
      for (const path of READS)
        expect(await (await browser.request('GET', path)).text()).not.toContain(secret);
    }
    expect((await begin(other)).secret).not.toBe(secret);
  });

  test('B2 is in no answer, row, event or mail once it is confirmed', async () => {
    const person = await withTwoStep();
    expect((await begin(person.browser)).secret).not.toBe(person.secret);
    const answers = await Promise.all(
      READS.map(async (path) => (await person.browser.request('GET', path)).text()),
    );
    const everything = JSON.stringify([
      answers,
      await tablesOf(person.browser.userId),
      await mailbox(person.email),
    ]);
    for (const spelling of spellings(person.secret)) expect(everything).not.toContain(spelling);
  });

  test('B2 is gone from the object when its factor is removed, or its set-up left', async () => {
    const person = await withTwoStep();
    await begin(person.browser);
    await person.browser.call('DELETE', '/v1/enrollments');
    await person.browser.call('DELETE', `/v1/factors/${person.factorId}`);
    const { factors = [], challenges = [] } = await tablesOf(person.browser.userId);
    const rows = [...factors, ...challenges].filter(({ method }) => method !== 'password');
    expect(rows.filter(({ sealed }) => sealed !== null)).toEqual([]);
  });
});

describe('setting up an authenticator app', () => {
  test('B7 changes nothing about sign-in before it is confirmed, nor when it is left', async () => {
    const person = await signUp();
    await person.browser.call('POST', '/v1/recovery-codes');
    const { id, secret } = await begin(person.browser);
    const signedIn = async () =>
      (await (await passwordStep(person)).call<SessionAnswer>('GET', '/v1/session')).session;
    expect(await signedIn()).toMatchObject({ stage: 'full', requiredLevel: 1, options: [] });
    expect(
      (await person.browser.refused('POST', `/v1/enrollments/${id}/confirm`, { code: '000000' })).code,
    ).toBe('wrong-code');
    await person.browser.call('DELETE', '/v1/enrollments');
    expect(
      (await person.browser.refused('POST', `/v1/enrollments/${id}/confirm`, { code: totpAt(secret) })).code,
    ).toBe('code-expired');
    expect(await signedIn()).toMatchObject({ stage: 'full', requiredLevel: 1, options: [] });
  });

  test('B7 is over after ten minutes, with its secret', async () => {
    const person = await signUp();
    await person.browser.call('POST', '/v1/recovery-codes');
    const { id, secret } = await begin(person.browser);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ENROLLMENT_MS });
    await person.browser.call('POST', '/v1/session/reauthenticate', { password: person.password });
    expect(await person.browser.call('GET', '/v1/enrollments')).toEqual({ enrollments: [] });
    expect(
      (await person.browser.refused('POST', `/v1/enrollments/${id}/confirm`, { code: totpAt(secret) })).code,
    ).toBe('code-expired');
    const again = await begin(person.browser);
    expect(again.secret).not.toBe(secret);
  });

  test('B8 takes time from the server: no field and no header shifts it', async () => {
    const person = await withTwoStep();
    const half = await passwordStep(person);
    const id = await challenge(half, 'totp');
    const verify = `/v1/challenges/${id}/verify`;
    const soon = new Date(Date.now() + 2 * MINUTE).toUTCString();
    const code = totpAt(person.secret, 4);
    expect(
      (
        await half.refused(
          'POST',
          verify,
          { code },
          { Date: soon, 'X-Timestamp': soon, 'If-Modified-Since': soon },
        )
      ).code,
    ).toBe('wrong-code');
    for (const field of ['time', 'now', 'timestamp', 'step', 'window']) {
      expect((await half.refused('POST', verify, { code, [field]: Date.now() + 2 * MINUTE })).code).toBe(
        'invalid-request',
      );
    }
  });

  test('B9 H5 shows a name and an address in the otpauth URI as text, whatever is in them', async () => {
    const email = `a&secret=AAAA?issuer=Evil%00#'+"x@example.com`.replace('"', '');
    const { browser } = await signUp(email);
    const { secret, otpauthUri } = await begin(browser);
    const uri = new URL(otpauthUri);
    expect([uri.protocol, uri.host, uri.hash]).toEqual(['otpauth:', 'totp', '']);
    expect([...uri.searchParams]).toEqual([
      ['secret', secret],
      ['issuer', 'Countersign'],
    ]);
    expect(decodeURIComponent(uri.pathname)).toBe(`/Countersign:${email}`);
  });
});

describe('binding a factor', () => {
  test('H1 needs the account’s own level: the first one is the exception, and needs the password', async () => {
    const person = await withTwoStep();
    await inObject(person.browser.userId, 'UPDATE sessions SET level = 1');
    for (const body of [{ method: 'totp' }, { method: 'email', address: someAddress() }]) {
      expect((await person.browser.refused('POST', '/v1/enrollments', body)).code).toBe('level-too-low');
    }
  });

  test('H1 one begun before the level rose cannot be confirmed by a session of a lower one', async () => {
    const person = await signUp();
    const thief = await passwordStep(person);
    await thief.call('POST', '/v1/recovery-codes');
    const { id, secret } = await begin(thief);
    await withTwoStep(person);
    expect(
      (await thief.refused('POST', `/v1/enrollments/${id}/confirm`, { code: totpAt(secret) })).code,
    ).toBe('not-signed-in');
  });

  test('H5 two at once keep to the limit', async () => {
    const person = await withTwoStep();
    const limit = FACTORS_PER_METHOD.totp;
    for (let n = 1; n < limit - 1; n++) {
      const { id, secret } = await begin(person.browser);
      await person.browser.call('POST', `/v1/enrollments/${id}/confirm`, { code: totpAt(secret) });
    }
    const browsers = [person.browser];
    for (const index of [0, 1]) {
      const other = await passwordStep(person);
      await other.call('POST', `/v1/challenges/${await challenge(other, 'recovery-code')}/verify`, {
        code: person.recoveryCodes[index],
      });
      browsers.push(other);
    }
    const pending = await Promise.all(browsers.map((browser) => begin(browser)));
    const answers = await Promise.all(
      browsers.map((browser, at) =>
        browser.request('POST', `/v1/enrollments/${pending[at]!.id}/confirm`, {
          code: totpAt(pending[at]!.secret),
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { factors } = await person.browser.call<{ factors: { method: string }[] }>('GET', '/v1/factors');
    expect(factors.filter(({ method }) => method === 'totp')).toHaveLength(limit);
    expect((await person.browser.refused('POST', '/v1/enrollments', { method: 'totp' })).code).toBe(
      'factor-limit',
    );
  });

  test('H5 a name is one line of at most 64 characters, and comes back as the text that it is', async () => {
    const { browser, factorId } = await withTwoStep();
    for (const name of [
      '',
      '   ',
      'x'.repeat(65),
      'two\nlines',
      'two\r\nlines',
      '\u001b[31mred',
      'a\u0000b',
      'a\u2028b',
      'a\u0085b',
      'a\u202eb',
      'a\u2066b',
    ]) {
      const { code, errors } = await browser.refused('PATCH', `/v1/factors/${factorId}`, { name });
      expect({ code, field: errors?.[0]?.field }, name).toEqual({ code: 'invalid-request', field: 'name' });
    }
    for (const name of [
      '<script>alert(1)</script>',
      `'); DROP TABLE factors; --`,
      '{{7*7}} ${7*7}',
      '📱 Ümit’s phone',
    ]) {
      expect(await browser.call('PATCH', `/v1/factors/${factorId}`, { name })).toMatchObject({
        factor: { name },
      });
    }
  });
});

describe('a recovery address', () => {
  test('C9 is confirmed by a code to itself, and the others are told', async () => {
    const person = await signUp();
    const { address } = await addRecoveryAddress(person);
    for (const to of [person.email, address])
      await expect.poll(() => subjects(to)).toContain('Countersign: A recovery address was added');
  });

  test('C7 raises no level, and is no second step', async () => {
    const person = await signUp();
    await addRecoveryAddress(person);
    expect((await person.browser.call<SessionAnswer>('GET', '/v1/session')).session).toMatchObject({
      level: 1,
      amr: ['pwd'],
    });
    expect(
      (await (await passwordStep(person)).call<SessionAnswer>('GET', '/v1/session')).session,
    ).toMatchObject({ stage: 'full' });
  });

  test('H2 is told of its own removal, and shown masked', async () => {
    const person = await signUp();
    const { id, address } = await addRecoveryAddress(person);
    const shown = await (await person.browser.request('GET', '/v1/factors')).text();
    expect(shown).not.toContain(address);
    await person.browser.call('DELETE', `/v1/factors/${id}`);
    for (const to of [person.email, address])
      await expect.poll(() => subjects(to)).toContain('Countersign: A recovery address was removed');
  });
});

describe('a change to a factor', () => {
  test('H2 is told to every stored address, with what to do if it was not you', async () => {
    const person = await withTwoStep();
    const { address } = await addRecoveryAddress(person);
    await person.browser.call('PATCH', `/v1/factors/${person.factorId}`, { name: 'My phone' });
    await person.browser.call('PUT', '/v1/password', { newPassword: 'another-one-for-the-list' });
    await person.browser.call('DELETE', `/v1/factors/${person.factorId}`);
    const told = [
      'A sign-in method was renamed',
      'Your password was changed',
      'A sign-in method was removed',
    ];
    for (const to of [person.email, address]) {
      await expect
        .poll(() => subjects(to))
        .toEqual(expect.arrayContaining(told.map((words) => `Countersign: ${words}`)));
      for (const { subject, text } of await mailbox(to)) {
        if (told.some((words) => subject.endsWith(words)))
          expect(text).toMatch(/If it was not, lock your account: .+\n\S+\/not-me#\S+$/);
      }
    }
    expect(await subjects(person.email)).toContain('Countersign: A sign-in method was added');
  });

  test('H7 a lost one is removed at once, and what it opened is over', async () => {
    const person = await withTwoStep();
    const lost = await passwordStep(person);
    const id = await challenge(lost, 'totp');
    await person.browser.call('DELETE', `/v1/factors/${person.factorId}`);
    expect(
      (await lost.refused('POST', `/v1/challenges/${id}/verify`, { code: totpAt(person.secret) })).code,
    ).toBe('not-signed-in');
  });

  test('H4 two removals at once of the last two leave an account that its password opens, and no live codes', async () => {
    const person = await withTwoStep();
    const second = await begin(person.browser);
    await person.browser.call('POST', `/v1/enrollments/${second.id}/confirm`, {
      code: totpAt(second.secret),
    });
    const answers = await Promise.all(
      [person.factorId, second.id].map((id) => person.browser.request('DELETE', `/v1/factors/${id}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await person.browser.call('GET', '/v1/factors')).toMatchObject({
      twoStep: false,
      recoveryCodes: { state: 'none', remaining: 0 },
    });
    expect(
      (await (await passwordStep(person)).call<SessionAnswer>('GET', '/v1/session')).session,
    ).toMatchObject({ stage: 'full', level: 1 });
  });

  test('the password and the set of codes are removed and renamed by nobody', async () => {
    const person = await withTwoStep();
    const { factors = [] } = await tablesOf(person.browser.userId);
    for (const { id, method } of factors.filter((factor) => factor.method !== 'totp')) {
      for (const [verb, body] of [['DELETE'], ['PATCH', { name: 'Other' }]] as const) {
        const { code } = await person.browser.refused(verb, `/v1/factors/${String(id)}`, body);
        expect(code).toBe(method === 'password' ? 'method-not-available' : 'not-found');
      }
    }
  });
});

describe('an address that comes back', () => {
  test('H10 a sign-up that was never confirmed leaves nothing to the next', async () => {
    const email = someAddress();
    const first = await new Browser().call<{ flow: string }>('POST', '/v1/accounts', {
      email,
      password: 'the-first-one-of-the-two',
    });
    const firstCode = await mailedCode(email);
    const person = await signUp(email, 'the-second-one-of-the-two');
    const after = await newestMail(email);
    expect(
      (await new Browser().refused('POST', '/v1/accounts/confirm', { flow: first.flow, code: firstCode }))
        .code,
    ).toBe('code-expired');
    expect(after).toBeGreaterThan(0);
    expect(
      (await new Browser().refused('POST', '/v1/sign-in', { email, password: 'the-first-one-of-the-two' }))
        .code,
    ).toBe('wrong-credentials');
    await passwordStep(person);
  });
});
