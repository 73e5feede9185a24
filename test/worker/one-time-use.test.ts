import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MINUTE, SECOND } from '../../worker/clock.ts';
import { CHALLENGE_MS } from '../../worker/policy/limits.ts';
import { Browser } from './client.ts';
import { mailedCode, newestMail } from './mailbox.ts';
import type { TwoStepPerson } from './people.ts';
import { challenge, PASSWORD, passwordStep, signUp, someAddress, withTwoStep } from './people.ts';
import { totpAt } from './totp-at.ts';

const STEP = 30 * SECOND;

beforeEach(() => {
  // At the beginning of a step, where it stays until a test moves it.
  vi.useFakeTimers({ toFake: ['Date'], now: Math.ceil(Date.now() / STEP) * STEP });
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

/** Finishes signing in with a code, in a new browser. @returns 'accepted', or why not */
async function signInWith(person: TwoStepPerson, code: string, method = 'totp'): Promise<string> {
  return answerWith(await passwordStep(person), code, method, 'sign-in');
}

/** Re-authenticates with a code. */
const stepUpWith = (browser: Browser, code: string) => answerWith(browser, code, 'totp', 'reauthentication');

async function answerWith(browser: Browser, code: string, method: string, purpose: string): Promise<string> {
  const id = await challenge(browser, method, purpose);
  return statusOf(browser, `/v1/challenges/${id}/verify`, { code });
}

async function statusOf(browser: Browser, path: string, body: unknown): Promise<string> {
  const response = await browser.request('POST', path, body);
  if (response.ok) return 'accepted';
  return (await response.json<{ type: string }>()).type.replace('urn:countersign:problem:', '');
}

const enroll = (browser: Browser, body: object) =>
  browser.call<{ enrollment: { id: string; secret: string } }>('POST', '/v1/enrollments', body);

describe('B4 a TOTP code is accepted once', () => {
  test('B4 the same code again is refused, in the same session and in a new one', async () => {
    const person = await withTwoStep();
    const code = totpAt(person.secret);
    expect(await stepUpWith(person.browser, code)).toBe('accepted');
    expect(await stepUpWith(person.browser, code)).toBe('wrong-code');
    expect(await signInWith(person, code)).toBe('wrong-code');
  });

  test('B4 an older code after a newer one is refused', async () => {
    const person = await withTwoStep();
    later(STEP);
    expect(await stepUpWith(person.browser, totpAt(person.secret, 0))).toBe('accepted');
    expect(await stepUpWith(person.browser, totpAt(person.secret, -1))).toBe('wrong-code');
  });

  test('B4 of A, B, A the second A is refused', async () => {
    const person = await withTwoStep();
    const a = totpAt(person.secret);
    expect(await stepUpWith(person.browser, a)).toBe('accepted');
    later(STEP);
    expect(await stepUpWith(person.browser, totpAt(person.secret))).toBe('accepted');
    expect(await stepUpWith(person.browser, a)).toBe('wrong-code');
  });

  test('B3 the current code and the one before are accepted, and no other', async () => {
    const person = await withTwoStep();
    later(10 * STEP);
    for (const step of [-3, -2, 1, 2]) {
      later(MINUTE);
      expect(await stepUpWith(person.browser, totpAt(person.secret, step)), `step ${step}`).toBe(
        'wrong-code',
      );
    }
    expect(await stepUpWith(person.browser, totpAt(person.secret, -1))).toBe('accepted');
    expect(await stepUpWith(person.browser, totpAt(person.secret, 0))).toBe('accepted');
  });
});

describe('B5 the watermark spans every place that takes a code', () => {
  test('B5 the code that confirmed the enrollment neither signs in nor steps up', async () => {
    const { browser, ...rest } = await signUp();
    await browser.call('POST', '/v1/recovery-codes');
    const { enrollment } = await enroll(browser, { method: 'totp' });
    const code = totpAt(enrollment.secret);
    expect(await statusOf(browser, `/v1/enrollments/${enrollment.id}/confirm`, { code })).toBe('accepted');
    const person = {
      browser,
      ...rest,
      secret: enrollment.secret,
      factorId: enrollment.id,
      recoveryCodes: [],
    };
    expect(await stepUpWith(browser, code)).toBe('wrong-code');
    expect(await signInWith(person, code)).toBe('wrong-code');
  });

  test('B5 a code that signed in does not step up, nor the other way round', async () => {
    const person = await withTwoStep();
    const first = totpAt(person.secret);
    expect(await signInWith(person, first)).toBe('accepted');
    expect(await stepUpWith(person.browser, first)).toBe('wrong-code');
    later(STEP);
    const second = totpAt(person.secret);
    expect(await stepUpWith(person.browser, second)).toBe('accepted');
    expect(await signInWith(person, second)).toBe('wrong-code');
  });
});

describe('D3 a recovery code is accepted once', () => {
  test('D3 the second time it is refused, in any spelling', async () => {
    const person = await withTwoStep();
    const [code = '', other = ''] = person.recoveryCodes;
    expect(await signInWith(person, code, 'recovery-code')).toBe('accepted');
    expect(await signInWith(person, code, 'recovery-code')).toBe('wrong-code');
    const spelled = code.toLowerCase().replaceAll('-', ' ');
    expect(await signInWith(person, spelled, 'recovery-code')).toBe('wrong-code');
    expect(await signInWith(person, other.toLowerCase(), 'recovery-code')).toBe('accepted');
  });

  test('D3 two sessions at once: one is signed in', async () => {
    const person = await withTwoStep();
    const [code = ''] = person.recoveryCodes;
    const both = await Promise.all([
      signInWith(person, code, 'recovery-code'),
      signInWith(person, code, 'recovery-code'),
    ]);
    expect(both.sort()).toEqual(['accepted', 'wrong-code']);
  });

  test('D4 it works only for its owner', async () => {
    const [owner, other] = [await withTwoStep(), await withTwoStep()];
    expect(await signInWith(other, owner.recoveryCodes[0]!, 'recovery-code')).toBe('wrong-code');
    expect(await signInWith(owner, owner.recoveryCodes[0]!, 'recovery-code')).toBe('accepted');
  });

  test('D2 making new ones voids the old', async () => {
    const person = await withTwoStep();
    const { codes } = await person.browser.call<{ codes: string[] }>('POST', '/v1/recovery-codes');
    expect(await signInWith(person, person.recoveryCodes[0]!, 'recovery-code')).toBe('wrong-code');
    expect(await signInWith(person, codes[0]!, 'recovery-code')).toBe('accepted');
  });
});

describe('C3 a challenge is bound to who began it and what for', () => {
  test('C3 H3 of another session, and of another user, it is unknown', async () => {
    const [person, other] = [await withTwoStep(), await withTwoStep()];
    const browser = await passwordStep(person);
    const path = `/v1/challenges/${await challenge(browser, 'totp')}/verify`;
    const code = totpAt(person.secret);
    expect(await statusOf(await passwordStep(person), path, { code })).toBe('not-found');
    expect(await statusOf(await passwordStep(other), path, { code })).toBe('not-found');
    expect(await statusOf(person.browser, path, { code })).toBe('not-found');
    expect(await statusOf(browser, path, { code })).toBe('accepted');
  });

  test('C3 an older challenge is closed by a newer one of the session', async () => {
    const person = await withTwoStep();
    const browser = await passwordStep(person);
    const first = await challenge(browser, 'totp');
    await challenge(browser, 'recovery-code');
    expect(await statusOf(browser, `/v1/challenges/${first}/verify`, { code: totpAt(person.secret) })).toBe(
      'code-expired',
    );
  });

  test('C2 after ten minutes it is over', async () => {
    const person = await withTwoStep();
    const id = await challenge(person.browser, 'totp', 'reauthentication');
    later(CHALLENGE_MS);
    expect(
      await statusOf(person.browser, `/v1/challenges/${id}/verify`, { code: totpAt(person.secret) }),
    ).toBe('code-expired');
  });

  test('C3 one for signing in does not enroll, and an enrollment does not step up', async () => {
    const person = await withTwoStep();
    const { browser } = person;
    const id = await challenge(browser, 'totp', 'reauthentication');
    const { enrollment } = await enroll(browser, { method: 'totp' });
    expect(await statusOf(browser, `/v1/enrollments/${id}/confirm`, { code: totpAt(person.secret) })).toBe(
      'not-found',
    );
    const code = totpAt(enrollment.secret);
    expect(await statusOf(browser, `/v1/challenges/${enrollment.id}/verify`, { code })).toBe('not-found');
  });

  test('C3 a mailed code is for the newest enrollment only', async () => {
    const { browser } = await signUp();
    const [one, two] = [someAddress(), someAddress()];
    const first = (await enroll(browser, { method: 'email', address: one })).enrollment;
    const firstCode = await mailedCode(one);
    const second = (await enroll(browser, { method: 'email', address: two })).enrollment;
    expect(await statusOf(browser, `/v1/enrollments/${first.id}/confirm`, { code: firstCode })).toBe(
      'code-expired',
    );
    expect(await statusOf(browser, `/v1/enrollments/${second.id}/confirm`, { code: firstCode })).toBe(
      'wrong-code',
    );
    const code = await mailedCode(two);
    expect(await statusOf(browser, `/v1/enrollments/${second.id}/confirm`, { code })).toBe('accepted');
    expect(await statusOf(browser, `/v1/enrollments/${second.id}/confirm`, { code })).toBe('code-expired');
  });

  test('C5 after three wrong tries a mailed code is dead, even the right one', async () => {
    const { browser } = await signUp();
    const address = someAddress();
    const { enrollment } = await enroll(browser, { method: 'email', address });
    const code = await mailedCode(address);
    const wrong = code === '000000' ? '000001' : '000000';
    const path = `/v1/enrollments/${enrollment.id}/confirm`;
    expect(await browser.refused('POST', path, { code: wrong })).toMatchObject({
      code: 'wrong-code',
      triesLeft: 2,
    });
    expect(await browser.refused('POST', path, { code: wrong })).toMatchObject({
      code: 'wrong-code',
      triesLeft: 1,
    });
    expect((await browser.refused('POST', path, { code: wrong })).code).toBe('code-expired');
    expect((await browser.refused('POST', path, { code })).code).toBe('code-expired');
  });

  test('C3 a sign-up code confirms its own sign-up, once, and nothing else', async () => {
    const [email, password] = [someAddress(), PASSWORD];
    const browser = new Browser();
    const { flow } = await browser.call<{ flow: string }>('POST', '/v1/accounts', { email, password });
    const code = await mailedCode(email);
    const second = await browser.call<{ flow: string }>('POST', '/v1/accounts', { email, password });
    expect(await statusOf(browser, '/v1/accounts/confirm', { flow: second.flow, code })).toBe('wrong-code');
    const reset = { flow, code: '00000000', newPassword: `${password}-new` };
    expect(await statusOf(browser, '/v1/recovery/password/confirm', reset)).toBe('code-expired');
    expect(await statusOf(browser, '/v1/accounts/confirm', { flow, code })).toBe('accepted');
    expect(await statusOf(new Browser(), '/v1/accounts/confirm', { flow, code })).toBe('code-expired');
  });

  test('D8 a password reset code works once, for ten minutes, and not after the password was changed', async () => {
    const { browser, email } = await signUp();
    const begin = async () => {
      const after = await newestMail(email);
      const { flow } = await new Browser().call<{ flow: string }>('POST', '/v1/recovery/password', { email });
      return { flow, code: await mailedCode(email, after) };
    };
    const confirm = (body: object, n: number) =>
      statusOf(new Browser(), '/v1/recovery/password/confirm', { ...body, newPassword: `${PASSWORD}-${n}` });
    const changed = await begin();
    await browser.call('PUT', '/v1/password', { newPassword: `${PASSWORD}-changed` });
    expect(await confirm(changed, 0)).toBe('code-expired');
    const late = await begin();
    later(CHALLENGE_MS);
    expect(await confirm(late, 1)).toBe('code-expired');
    const [good, older] = [await begin(), await begin()];
    expect(await confirm({ flow: good.flow, code: older.code }, 2)).toBe('wrong-code');
    expect(await confirm(good, 3)).toBe('accepted');
    expect(await confirm(good, 4)).toBe('code-expired');
    expect(await confirm(older, 5), 'other open resets die with it').toBe('code-expired');
  });
});
