import { describe, expect, test } from 'vitest';
import { config } from '../../worker/config.ts';
import { RECOVERY_CODE_CHARACTERS } from '../../worker/policy/limits.ts';
import type { SessionAnswer } from './answers.ts';
import { Browser } from './client.ts';
import { mailbox, mailedCode, newestMail } from './mailbox.ts';
import type { Person, TwoStepPerson } from './people.ts';
import { challenge, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { stateOf, tablesOf } from './tables.ts';
import { totpAt } from './totp-at.ts';

const NEW_PASSWORD = 'another-one-for-the-list';

/** Asks for a reset. @returns the flow, and the code that was mailed */
async function startReset({ email }: Pick<Person, 'email'>, headers: Record<string, string> = {}) {
  const after = await newestMail(email);
  const response = await new Browser().request('POST', '/v1/recovery/password', { email }, headers);
  const { flow } = (await response.json()) as { flow: string };
  return { flow, code: await mailedCode(email, after) };
}

const confirmReset = (flow: string, code: string) =>
  new Browser().request('POST', '/v1/recovery/password/confirm', { flow, code, newPassword: NEW_PASSWORD });

async function useRecoveryCode(person: TwoStepPerson, index = 0): Promise<Browser> {
  const browser = await passwordStep(person);
  await browser.call('POST', `/v1/challenges/${await challenge(browser, 'recovery-code')}/verify`, {
    code: person.recoveryCodes[index],
  });
  return browser;
}

/** Adds a recovery address. @returns it */
async function withRecoveryAddress({ browser }: Person): Promise<string> {
  const address = someAddress();
  const { enrollment } = await browser.call<{ enrollment: { id: string } }>('POST', '/v1/enrollments', {
    method: 'email',
    address,
  });
  await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code: await mailedCode(address) });
  return address;
}

const subjects = async (address: string) => (await mailbox(address)).map(({ subject }) => subject);

describe('recovery codes', () => {
  test('D1 are ten, of 80 random bits, and stored as keyed hashes only', async () => {
    const person = await withTwoStep();
    expect(new Set(person.recoveryCodes).size).toBe(10);
    for (const code of person.recoveryCodes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
      expect(code.replaceAll('-', '')).toHaveLength(RECOVERY_CODE_CHARACTERS);
    }
    const tables = await tablesOf(person.browser.userId);
    expect(tables.recovery_codes).toHaveLength(10);
    for (const { hash } of tables.recovery_codes!) expect(hash).toMatch(/^[\w-]{43}$/);
    const set = tables.factors!.find(({ method }) => method === 'recovery-code');
    expect(set, 'the set names its key').toMatchObject({ parameters: 'k1' });
    const everything = JSON.stringify(tables);
    for (const code of person.recoveryCodes) {
      expect(everything).not.toContain(code);
      expect(everything).not.toContain(code.replaceAll('-', ''));
    }
  });

  test('D2 are pending until the first factor is confirmed: they open nothing, and die with the set-up', async () => {
    const { browser } = await signUp();
    const { codes } = await browser.call<{ codes: string[] }>('POST', '/v1/recovery-codes');
    expect((await browser.call<{ codes: string[] }>('POST', '/v1/recovery-codes')).codes).toEqual(codes);
    expect(await browser.call('GET', '/v1/recovery-codes')).toMatchObject({ state: 'pending' });
    expect(
      (
        await browser.refused('POST', '/v1/challenges', {
          purpose: 'reauthentication',
          method: 'recovery-code',
        })
      ).code,
    ).toBe('method-not-available');
    await browser.call('DELETE', '/v1/enrollments');
    expect(await browser.call('GET', '/v1/recovery-codes')).toMatchObject({ state: 'none', remaining: 0 });
    expect(
      (await tablesOf(browser.userId)).factors?.filter(({ method }) => method === 'recovery-code'),
    ).toEqual([]);
  });

  test('D2 pending ones belong to the session that made them', async () => {
    const person = await signUp();
    const { codes } = await person.browser.call<{ codes: string[] }>('POST', '/v1/recovery-codes');
    const other = await passwordStep(person);
    expect(await other.call('GET', '/v1/recovery-codes')).toMatchObject({ state: 'none' });
    expect((await other.call<{ codes: string[] }>('POST', '/v1/recovery-codes')).codes).not.toContain(
      codes[0],
    );
  });

  test('D2 the first factor cannot be confirmed without them', async () => {
    const { browser } = await signUp();
    const { enrollment } = await browser.call<{ enrollment: { id: string; secret: string } }>(
      'POST',
      '/v1/enrollments',
      { method: 'totp' },
    );
    const code = totpAt(enrollment.secret);
    expect((await browser.refused('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code })).code).toBe(
      'recovery-codes-required',
    );
    await browser.call('POST', '/v1/recovery-codes');
    await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code });
  });

  test('D2 no answer shows them again once they are live', async () => {
    const person = await withTwoStep();
    for (const path of [
      '/v1/session',
      '/v1/factors',
      '/v1/enrollments',
      '/v1/recovery-codes',
      '/v1/sessions',
      '/v1/events',
    ]) {
      const text = await (await person.browser.request('GET', path)).text();
      for (const code of person.recoveryCodes) expect(text).not.toContain(code);
    }
  });

  test('D2 D5 new ones void the whole old set, and every address is told', async () => {
    const person = await withTwoStep();
    const address = await withRecoveryAddress(person);
    const waiting = await passwordStep(person);
    const begun = await challenge(waiting, 'recovery-code');
    const { codes } = await person.browser.call<{ codes: string[] }>('POST', '/v1/recovery-codes');
    expect(codes.filter((code) => person.recoveryCodes.includes(code))).toEqual([]);
    expect(
      (await waiting.refused('POST', `/v1/challenges/${begun}/verify`, { code: person.recoveryCodes[0] }))
        .code,
    ).toBe('code-expired');
    const { recovery_codes, factors } = await tablesOf(person.browser.userId);
    expect(recovery_codes).toHaveLength(10);
    expect(
      factors?.filter(({ method, state }) => method === 'recovery-code' && state === 'active'),
    ).toHaveLength(1);
    const browser = await passwordStep(person);
    const id = await challenge(browser, 'recovery-code');
    expect(
      (await browser.refused('POST', `/v1/challenges/${id}/verify`, { code: person.recoveryCodes[3] })).code,
    ).toBe('wrong-code');
    await browser.call('POST', `/v1/challenges/${id}/verify`, { code: codes[3] });
    for (const to of [person.email, address])
      await expect.poll(() => subjects(to)).toContain('Countersign: New recovery codes were made');
  });

  test('D5 using one counts down in plain sight, and every address is told how many are left', async () => {
    const person = await withTwoStep();
    const address = await withRecoveryAddress(person);
    const browser = await useRecoveryCode(person);
    expect(await browser.call('GET', '/v1/factors')).toMatchObject({
      recoveryCodes: { remaining: 9, total: 10 },
    });
    for (const to of [person.email, address])
      await expect.poll(async () => (await mailbox(to))[0]?.text).toContain('9 are left');
  });

  test('D2 removing the last second step voids them', async () => {
    const person = await withTwoStep();
    await person.browser.call('DELETE', `/v1/factors/${person.factorId}`);
    expect((await tablesOf(person.browser.userId)).recovery_codes).toEqual([]);
    expect(await person.browser.call('GET', '/v1/recovery-codes')).toMatchObject({ state: 'none' });
  });

  test('D6 one of them with the password makes level 2, never 3', async () => {
    const browser = await useRecoveryCode(await withTwoStep());
    const { session } = await browser.call<SessionAnswer>('GET', '/v1/session');
    expect(session).toMatchObject({ stage: 'full', level: 2, amr: ['pwd', 'otp', 'mfa'] });
  });
});

describe('a password reset', () => {
  test('D7 signs nobody in, and removes nothing', async () => {
    const person = await withTwoStep();
    const address = await withRecoveryAddress(person);
    const secondSteps = async () =>
      (await stateOf(person.browser.userId)).factors?.filter(({ method }) => method !== 'password');
    const before = await secondSteps();
    const { recovery_codes } = await tablesOf(person.browser.userId);
    const { flow, code } = await startReset(person);
    const response = await confirmReset(flow, code);
    expect(response.status).toBe(204);
    expect(
      response.headers.getSetCookie().filter((cookie) => !cookie.startsWith('__Host-session=;')),
    ).toEqual([]);
    expect(await secondSteps()).toEqual(before);
    expect((await tablesOf(person.browser.userId)).recovery_codes).toEqual(recovery_codes);
    for (const to of [person.email, address])
      await expect.poll(() => subjects(to)).toContain('Countersign: Your password was reset');
  });

  test('D7 does not go round the second step', async () => {
    const person = await withTwoStep();
    const { flow, code } = await startReset(person);
    await confirmReset(flow, code);
    const browser = await passwordStep({ email: person.email, password: NEW_PASSWORD });
    expect((await browser.refused('GET', '/v1/factors')).code).toBe('second-factor-required');
    await browser.call('POST', `/v1/challenges/${await challenge(browser, 'totp')}/verify`, {
      code: totpAt(person.secret),
    });
    expect((await new Browser().refused('POST', '/v1/sign-in', person)).code).toBe('invalid-request');
    expect(
      (await new Browser().refused('POST', '/v1/sign-in', { email: person.email, password: person.password }))
        .code,
    ).toBe('wrong-credentials');
  });

  test('D7 does not lift the lock or the budget of a second step', async () => {
    const person = await withTwoStep();
    const half = await passwordStep(person);
    const id = await challenge(half, 'totp');
    for (let wrong = 0; wrong < 5; wrong++)
      await half.refused('POST', `/v1/challenges/${id}/verify`, { code: '000000' });
    const { flow, code } = await startReset(person);
    await confirmReset(flow, code);
    const browser = await passwordStep({ email: person.email, password: NEW_PASSWORD });
    expect(
      (await browser.refused('POST', '/v1/challenges', { purpose: 'sign-in', method: 'totp' })).code,
    ).toBe('too-many-tries');
  });

  test('D8 D4 its code is for its own flow and its own person', async () => {
    const [one, two] = [await signUp(), await signUp()];
    const first = await startReset(one);
    const second = await startReset(two);
    const codes: string[] = [];
    for (const [flow, code] of [
      [first.flow, second.code],
      [second.flow, first.code],
    ] as const) {
      codes.push(((await (await confirmReset(flow, code)).json()) as { type: string }).type);
    }
    expect(new Set(codes)).toEqual(new Set(['urn:countersign:problem:wrong-code']));
    const signUpFlow = await new Browser().call<{ flow: string }>('POST', '/v1/accounts', {
      email: someAddress(),
      password: NEW_PASSWORD,
    });
    expect((await confirmReset(signUpFlow.flow, first.code)).status).toBe(410);
    expect((await confirmReset(first.flow, first.code)).status).toBe(204);
  });

  test('D8 a flow that was tampered with is none', async () => {
    const person = await signUp();
    const { flow, code } = await startReset(person);
    for (const other of [
      flow.slice(1),
      `${flow}A`,
      `${flow.slice(0, 20)}${flow[20] === 'A' ? 'B' : 'A'}${flow.slice(21)}`,
      'AAAA',
      `k1.${flow}`,
      flow.split('').toReversed().join(''),
    ]) {
      const response = await confirmReset(other, code);
      expect(response.status, other).toBe(410);
    }
  });

  test.each<[string, (email: string) => unknown]>([
    ['a list of addresses', (email) => [email, 'evil@example.com']],
    ['an object', (email) => ({ 0: email })],
    ['two addresses in one text', (email) => `${email},evil@example.com`],
    ['two addresses on two lines', (email) => `${email}\nevil@example.com`],
    ['a header', (email) => `${email}\r\nBcc: evil@example.com`],
    ['a name and an address', (email) => `Evil <${email}>`],
    ['a route', (email) => `@evil.example:${email}`],
    ['a control character', (email) => `\u0000${email}`],
  ])('D9 takes exactly one address, as a text: %s is refused', async (_, make) => {
    const person = await signUp();
    const before = await newestMail(person.email);
    for (const path of ['/v1/recovery/password', '/v1/accounts', '/v1/sign-in']) {
      const body = {
        email: make(person.email),
        ...(path !== '/v1/recovery/password' && { password: person.password }),
      };
      const { code, errors } = await new Browser().refused('POST', path, body);
      expect({ code, field: errors?.[0]?.field }).toEqual({ code: 'invalid-request', field: 'email' });
    }
    expect(await newestMail(person.email)).toBe(before);
    expect(await mailbox('evil@example.com')).toEqual([]);
  });

  test('D9 is mailed to the stored address, however it was asked for', async () => {
    const person = await signUp();
    const after = await newestMail(person.email);
    await new Browser().call('POST', '/v1/recovery/password', { email: ` ${person.email.toUpperCase()} ` });
    expect(await mailedCode(person.email, after)).toBeTruthy();
    expect(await mailbox(person.email.toUpperCase())).toEqual([]);
  });
});

describe('a mail', () => {
  test('D10 links to the configured origin, whatever the request says of itself', async () => {
    const person = await signUp();
    const evil = 'evil.example';
    const headers = {
      Host: evil,
      'X-Forwarded-Host': evil,
      'X-Forwarded-Proto': 'http',
      'X-Original-URL': `https://${evil}/`,
      Forwarded: `host=${evil};proto=http`,
      Referer: `https://${evil}/`,
    };
    const body = { email: person.email, password: person.password };
    expect((await new Browser().request('POST', '/v1/accounts', body, headers)).status).toBe(202);
    const { flow, code } = await startReset(person, headers);
    await new Browser().request(
      'POST',
      '/v1/recovery/password/confirm',
      { flow, code, newPassword: NEW_PASSWORD },
      headers,
    );
    await expect.poll(() => subjects(person.email)).toContain('Countersign: Your password was reset');
    const mails = await mailbox(person.email);
    expect(mails.map(({ subject }) => subject)).toContain('You already have a Countersign account');
    const text = mails.map((mail) => mail.subject + mail.text).join('\n');
    expect(text).not.toContain(evil);
    const links = text.match(/https?:\/\/\S+/g)!;
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) expect(new URL(link).origin).toBe(config.origin);
  });
});
