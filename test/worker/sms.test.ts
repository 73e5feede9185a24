import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Factor } from '../../schema/api/factor.ts';
import { MINUTE, SECOND } from '../../worker/clock.ts';
import { config } from '../../worker/config.ts';
import { readSmsSettings } from '../../worker/policy/read-sms-settings.ts';
import { Browser } from './client.ts';
import { drain } from './failing-d1.ts';
import { challengesOf, eventsOf } from './look-inside.ts';
import { mailbox, newestMail } from './mailbox.ts';
import { PASSWORD, passwordStep, signUp, withTwoStep } from './people.ts';
import { wrongDigits } from './race.ts';
import { addNumber, beginSms, someNumber, textedCode } from './texting.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const factorsOf = async (browser: Browser) =>
  (await browser.call<{ factors: Factor[] }>('GET', '/v1/factors')).factors;
const confirm = (id: string) => `/v1/enrollments/${id}/confirm`;

describe('a number as a recovery method', () => {
  test('is verified before it is stored, kept in one spelling, and shown masked', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    const spaced = number.replace(/(\+33)(\d)(\d\d)(\d\d)(\d\d)(\d\d)/, ' $1 $2 $3.$4-$5 ($6)');
    const { enrollment } = await beginSms(browser, spaced);
    expect(enrollment.address).toBe(number);
    expect((await factorsOf(browser)).some(({ method }) => method === 'sms')).toBe(false);
    await browser.call('POST', confirm(enrollment.id), { code: await textedCode(number) });
    const factor = (await factorsOf(browser)).find(({ method }) => method === 'sms');
    expect(factor).toMatchObject({
      use: 'recovery',
      name: 'Recovery phone',
      preferred: false,
      address: `+33 •• •• •• ${number.slice(-2)}`,
    });
  });

  test('the same one is not enrolled twice, whatever its spelling; another is', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    await addNumber(browser, number);
    const again = { method: 'sms', address: `${number.slice(0, 3)} ${number.slice(3)}` };
    expect((await browser.refused('POST', '/v1/enrollments', again)).code).toBe('factor-exists');
    await addNumber(browser);
    expect((await factorsOf(browser)).map(({ name }) => name)).toContain('Recovery phone 2');
  });

  test('the text has one line of service and code, and a last one bound to the origin', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    await beginSms(browser, number);
    const code = await textedCode(number);
    const [message] = await mailbox(number);
    expect(message!.text).toBe(
      `${config.serviceName}: ${code} is your code. Do not pass it on to anybody.\n\n@localhost #${code}`,
    );
  });

  test.each([
    ['en', 'is your code'],
    ['fr', 'est votre code'],
  ])(
    'fits in one segment of GSM-7 in %s, in the language that it was asked for in',
    async (language, words) => {
      const { browser } = await signUp();
      const number = someNumber();
      await browser.request(
        'POST',
        '/v1/enrollments',
        { method: 'sms', address: number },
        {
          'Accept-Language': language,
        },
      );
      await textedCode(number);
      const { text } = (await mailbox(number))[0]!;
      expect(text).toContain(words);
      // GSM 03.38's basic characters, as far as these texts go: each is one of at most 160.
      expect(text).toMatch(/^[A-Za-z0-9 \n\r@#.,:;'!?()/&%+=*<>_$£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà-]+$/);
      expect(text.length).toBeLessThanOrEqual(160);
    },
  );

  test('C9 another number is confirmed by a code to itself, and the stored addresses are told', async () => {
    const { browser, email } = await signUp();
    const after = await newestMail(email);
    const id = await addNumber(browser, someNumber(), 'My phone');
    const told = async () =>
      (await mailbox(email)).filter((mail) => mail.id > after).map(({ subject }) => subject);
    await expect.poll(told).toContain(`${config.serviceName}: A recovery phone was added`);
    await browser.call('DELETE', `/v1/factors/${id}`);
    await expect.poll(told).toContain(`${config.serviceName}: A recovery phone was removed`);
    const types = (await eventsOf(browser.userId)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['factor.added', 'factor.removed']));
  });

  test('H2 the numbers that were there before are told by text, too, the one that went among them', async () => {
    const { browser } = await signUp();
    const [first, second] = [someNumber(), someNumber()];
    const id = await addNumber(browser, first);
    await addNumber(browser, second);
    const noticesOf = async (to: string) =>
      (await mailbox(to)).filter(({ text }) => text.includes('recovery phones of your account were changed'));
    await expect.poll(() => noticesOf(first)).toHaveLength(1);
    expect(await noticesOf(second)).toHaveLength(0);
    await browser.call('DELETE', `/v1/factors/${id}`);
    await expect.poll(() => noticesOf(first)).toHaveLength(2);
    await expect.poll(() => noticesOf(second)).toHaveLength(1);
    // They count as codes do: five texts an hour are out.
    const refused = await browser.refused('POST', '/v1/enrollments', {
      method: 'sms',
      address: someNumber(),
    });
    expect(refused.code).toBe('too-many-requests');
  });

  test('one is preferred at a time; it is offered first; a method that helps nobody back cannot be', async () => {
    const { browser, factorId } = await withTwoStep();
    const first = await addNumber(browser);
    const second = await addNumber(browser);
    for (const id of [second, first, first]) {
      const { factor } = await browser.call<{ factor: Factor }>('PATCH', `/v1/factors/${id}`, {
        preferred: true,
      });
      expect(factor).toMatchObject({ id, preferred: true });
      const recovery = (await factorsOf(browser)).filter(({ use }) => use === 'recovery');
      expect(recovery.map((one) => one.preferred)).toEqual([true, false]);
      expect(recovery[0]!.id).toBe(id);
    }
    await drain(browser.userId);
    const { results } = await env.DB.prepare(
      'SELECT id, preferred FROM factors WHERE user_id = ? AND method = ?',
    )
      .bind(browser.userId, 'sms')
      .all();
    expect(results, 'D1 knows').toEqual(
      expect.arrayContaining([
        { id: first, preferred: 1 },
        { id: second, preferred: 0 },
      ]),
    );
    const wrong = await browser.refused('PATCH', `/v1/factors/${factorId}`, { preferred: true });
    expect(wrong.code).toBe('method-not-available');
    expect((await browser.refused('PATCH', `/v1/factors/${first}`, {})).code).toBe('invalid-request');
    expect((await browser.refused('PATCH', `/v1/factors/${first}`, { preferred: false })).code).toBe(
      'invalid-request',
    );
  });
});

describe('a texted code', () => {
  test('C1 has six digits, from all of them, with its leading zeros', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    await beginSms(browser, number);
    expect(await textedCode(number)).toMatch(/^\d{6}$/);
  });

  test('C2 works once, for ten minutes', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    const { enrollment } = await beginSms(browser, number);
    const code = await textedCode(number);
    later(10 * MINUTE);
    await browser.call('POST', '/v1/session/reauthenticate', { password: PASSWORD });
    expect((await browser.refused('POST', confirm(enrollment.id), { code })).code).toBe('code-expired');
  });

  test('C3 is for its own enrollment, session and person', async () => {
    const [person, other] = [await signUp(), await signUp()];
    const number = someNumber();
    const { enrollment } = await beginSms(person.browser, number);
    const code = await textedCode(number);
    expect((await other.browser.refused('POST', confirm(enrollment.id), { code })).code).toBe('not-found');
    const second = await passwordStep(person);
    expect((await second.refused('POST', confirm(enrollment.id), { code })).code).toBe('not-found');
    const elsewhere = someNumber();
    const { enrollment: newer } = await beginSms(person.browser, elsewhere);
    expect((await person.browser.refused('POST', confirm(enrollment.id), { code })).code).toBe(
      'code-expired',
    );
    expect((await person.browser.refused('POST', confirm(newer.id), { code })).code).toBe('wrong-code');
  });

  test('C4 asked for again it is the same one, for no longer, with no more tries, after growing pauses', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    const { enrollment } = await beginSms(browser, number);
    const code = await textedCode(number);
    const wrong = wrongDigits(code);
    await browser.refused('POST', confirm(enrollment.id), { code: wrong(0) });
    const before = (await challengesOf(browser.userId)).find(({ id }) => id === enrollment.id)!;
    let newest = await newestMail(number);
    const resend = `/v1/enrollments/${enrollment.id}/resend`;
    for (const pause of [30 * SECOND, 60 * SECOND, 120 * SECOND]) {
      later(pause - 1);
      const tooSoon = await browser.refused('POST', resend);
      expect(tooSoon).toMatchObject({ code: 'too-many-requests', reason: 'texts-just-sent' });
      expect(Date.parse(tooSoon.retryAt!)).toBe(Date.now() + 1);
      later(1);
      await browser.call('POST', resend);
      expect(await textedCode(number, newest)).toBe(code);
      newest = await newestMail(number);
    }
    const after = (await challengesOf(browser.userId)).find(({ id }) => id === enrollment.id)!;
    expect(after).toMatchObject({ expires_at: before.expires_at, wrong: 1, sends: 4 });
    expect((await browser.refused('POST', confirm(enrollment.id), { code: wrong(1) })).triesLeft).toBe(1);
  });

  test('C5 after three wrong tries it is dead, even the right one', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    const { enrollment } = await beginSms(browser, number);
    const code = await textedCode(number);
    const wrong = wrongDigits(code);
    for (let i = 0; i < 3; i++) await browser.refused('POST', confirm(enrollment.id), { code: wrong(i) });
    expect((await browser.refused('POST', confirm(enrollment.id), { code })).code).toBe('code-expired');
  });

  test('C11 is in no answer, event or row', async () => {
    const { browser } = await signUp();
    const number = someNumber();
    const begun = await browser.request('POST', '/v1/enrollments', { method: 'sms', address: number });
    const code = await textedCode(number);
    expect(await begun.text()).not.toContain(code);
    expect(JSON.stringify(await eventsOf(browser.userId))).not.toContain(code);
    expect(JSON.stringify(await challengesOf(browser.userId))).not.toContain(code);
  });
});

describe('a text message as a second step', () => {
  test('C8 is none unless the deployment says so', async () => {
    const person = await withTwoStep();
    await addNumber(person.browser);
    const browser = await passwordStep(person);
    const { session } = await browser.call<{ session: { options: { method: string }[] } }>(
      'GET',
      '/v1/session',
    );
    expect(session.options.map(({ method }) => method)).toEqual(['totp', 'recovery-code']);
    const wish = { purpose: 'sign-in', method: 'sms' };
    expect((await browser.refused('POST', '/v1/challenges', wish)).code).toBe('method-not-available');
  });

  test('C8 where it is one, it is only beside another: alone it turns nothing on', async () => {
    vi.spyOn(config, 'smsAsFactor', 'get').mockReturnValue(true);
    const person = await signUp();
    await addNumber(person.browser);
    const { session } = await new Browser().call<{
      session: { stage: string };
    }>('POST', '/v1/sign-in', { email: person.email, password: person.password });
    expect(session.stage).toBe('full');
  });
});

describe('settings', () => {
  test('wrong ones are named', () => {
    expect(readSmsSettings({ ...env, SMS_COUNTRIES: 'FR  BE' }).smsCountries).toEqual(['FR', 'BE']);
    expect(() => readSmsSettings({ ...env, SMS_COUNTRIES: 'France' })).toThrow('SMS_COUNTRIES');
    expect(() => readSmsSettings({ ...env, SMS_PER_DAY: '-1' })).toThrow('SMS_PER_DAY');
  });
});
