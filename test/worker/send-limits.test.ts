import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY, HOUR, SECOND } from '../../worker/clock.ts';
import { config } from '../../worker/config.ts';
import { SENDS_PER_USER, SENDS_TO_ALL } from '../../worker/policy/limits.ts';
import { SendLimitObject } from '../../worker/user/sending/send-limit-object.ts';
import { Browser } from './client.ts';
import { injectDelays, waited } from './delays.ts';
import { eventsOf } from './look-inside.ts';
import { mailbox } from './mailbox.ts';
import { PASSWORD, signUp, someAddress } from './people.ts';
import { PARALLEL } from './race.ts';
import { beginSms, someNumber } from './texting.ts';

const PEOPLE = 20;

// A thousand requests on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

/** Each test has a day of its own, so that what one sent counts for no other. */
let days = 0;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * DAY * ++days });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

const people = async (count = PEOPLE): Promise<Browser[]> => {
  const all: Browser[] = [];
  for (let i = 0; i < count; i++) all.push((await signUp()).browser);
  return all;
};

/** How many texts the objects of these people let go. */
async function textsOf(among: Browser[]): Promise<number> {
  const events = await Promise.all(among.map(({ userId }) => eventsOf(userId)));
  return events.flat().filter(({ type, method }) => type === 'code.sent' && method === 'sms').length;
}

/** All at once: each person in turn asks for a code to the number, from the network. @returns texts sent, statuses */
async function burst(
  among: Browser[],
  numberOf: (i: number) => string,
  ipOf?: (i: number) => string,
): Promise<{ texts: number; statuses: Record<number, number> }> {
  const take = SendLimitObject.prototype.take;
  injectDelays();
  // The shared counts are asked over the network: what comes before and after the answer takes time, too.
  const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
  vi.spyOn(SendLimitObject.prototype, 'take').mockImplementation(async function (
    this: SendLimitObject,
    rates: Parameters<typeof take>[0],
  ) {
    await pause();
    const free = take.call(this, rates);
    await pause();
    return free;
  } as never);
  const statuses: Record<number, number> = {};
  await Promise.all(
    Array.from({ length: PARALLEL }, async (_, i) => {
      const browser = among[i % among.length]!.copy();
      const headers = { 'CF-Connecting-IP': ipOf?.(i) ?? browser.ip };
      const body = { method: 'sms', address: numberOf(i) };
      const response = await browser.request('POST', '/v1/enrollments', body, headers);
      await response.arrayBuffer();
      statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    }),
  );
  expect(waited(), 'the race ran with delays').toBeGreaterThan(0);
  vi.restoreAllMocks();
  return { texts: await textsOf(among), statuses };
}

const most = (rates: readonly { most: number; ms: number }[] | undefined, ms: number) =>
  rates!.find((rate) => rate.ms === ms)!.most;

describe('1,000 parallel requests for a text message, with delays injected: within the limits exactly', () => {
  test('C10 of one account', async () => {
    const { browser } = await signUp();
    const { texts, statuses } = await burst([browser], () => someNumber());
    expect(texts).toBe(most(SENDS_PER_USER.sms, HOUR));
    expect(statuses).toEqual({ 201: texts, 429: PARALLEL - texts });
  });

  test('C10 of many accounts to one destination', async () => {
    const among = await people();
    const number = someNumber();
    const { texts } = await burst(among, () => number);
    expect(texts).toBe(most(SENDS_TO_ALL.sms.destination, HOUR));
    await expect.poll(() => mailbox(number)).toHaveLength(texts);
  });

  test('C10 of many accounts to adjacent numbers', async () => {
    const block = someNumber().slice(0, -4);
    const { texts, statuses } = await burst(await people(), (i) => block + String(i * 7).padStart(4, '0'));
    expect(texts).toBe(most(SENDS_TO_ALL.sms.block, HOUR));
    expect(statuses[201]).toBe(texts);
  });

  test('C10 F7 of many accounts from one network, anywhere in its /64', async () => {
    const { texts, statuses } = await burst(
      await people(),
      () => someNumber(),
      (i) => `2001:db8:5:5::${i.toString(16)}`,
    );
    expect(texts).toBe(most(SENDS_TO_ALL.sms.network, HOUR));
    expect(statuses[201]).toBe(texts);
  });

  test('C10 of all accounts in a day', async () => {
    vi.spyOn(config, 'smsPerDay', 'get').mockReturnValue(7);
    const { texts } = await burst(await people(), () => someNumber());
    expect(texts).toBe(7);
  });
});

describe('counts', () => {
  test('C10 of an account start again after an hour, and end for the day', async () => {
    const { browser } = await signUp();
    let sent = 0;
    for (let hour = 0; hour < 3; hour++) {
      for (let i = 0; i < 6; i++) {
        const response = await browser.request('POST', '/v1/enrollments', {
          method: 'sms',
          address: someNumber(),
        });
        if (response.status === 201) sent++;
        later(30 * SECOND);
      }
      later(HOUR / 2);
      await browser.request('GET', '/v1/session');
      later(HOUR / 2);
      await browser.call('POST', '/v1/session/reauthenticate', { password: PASSWORD });
    }
    expect(sent).toBe(most(SENDS_PER_USER.sms, DAY));
  });

  test('C10 slide: nothing opens at the turn of an hour', async () => {
    const counter = env.SEND_LIMITS.get(env.SEND_LIMITS.idFromName('a test’s own'));
    const rates = [
      { most: 2, ms: HOUR },
      { most: 3, ms: DAY },
    ];
    const start = Date.now();
    expect(await counter.take(rates)).toBeNull();
    later(HOUR - 1);
    expect(await counter.take(rates)).toBeNull();
    expect(await counter.take(rates)).toBe(start + HOUR);
    later(1);
    expect(await counter.take(rates)).toBeNull();
    expect(await counter.take(rates)).toBe(start + DAY);
    later(DAY - HOUR);
    expect(await counter.take(rates)).toBeNull();
    const kept = () =>
      runInDurableObject(counter, (_, { storage }) => storage.sql.exec('SELECT * FROM takes').toArray());
    expect(await kept()).toHaveLength(3);
    later(DAY - 1);
    await runDurableObjectAlarm(counter);
    expect(await kept()).toHaveLength(3);
    later(1);
    await runDurableObjectAlarm(counter);
    expect(await counter.take([{ most: 1, ms: DAY }])).toBeNull();
  });

  test('a mail’s are not a text’s: who has no more texts is still mailed', async () => {
    const { browser } = await signUp();
    for (let i = 0; i < most(SENDS_PER_USER.sms, HOUR); i++) await beginSms(browser, someNumber());
    expect(
      (await browser.refused('POST', '/v1/enrollments', { method: 'sms', address: someNumber() })).code,
    ).toBe('too-many-requests');
    await browser.call('POST', '/v1/enrollments', { method: 'email', address: someAddress() });
  });

  test('A8 C10 of a mailbox are one for all its +tags, with an account or without', async () => {
    const limit = most(SENDS_TO_ALL.email.destination, HOUR);
    const ask = async (address: string) => {
      const statuses: number[] = [];
      for (let i = 0; i <= limit; i++) {
        const email = address.replace('@', `+${i}@`);
        statuses.push((await new Browser().request('POST', '/v1/recovery/password', { email })).status);
      }
      return statuses;
    };
    const known = someAddress();
    await signUp(known.replace('@', '+0@'));
    later(DAY);
    const answers = await ask(known);
    expect(answers).toEqual([...Array<number>(limit).fill(202), 429]);
    expect(await ask(someAddress())).toEqual(answers);
  });

  test('F10 a full mailbox is refused in the same words, with an account or without', async () => {
    const fill = async (email: string) => {
      for (let i = 0; i < 6; i++) await new Browser().request('POST', '/v1/recovery/password', { email });
      const refused = await new Browser().refused('POST', '/v1/recovery/password', { email });
      return { ...refused, instance: null };
    };
    const { email } = await signUp();
    expect(await fill(email)).toEqual(await fill(someAddress()));
  });

  test('a stranger’s requests use up nothing of what a signed-in person may send', async () => {
    const { browser, email } = await signUp();
    for (let i = 0; i < 12; i++)
      await new Browser().request('POST', '/v1/recovery/password', { email: email.replace('@', `+${i}@`) });
    await browser.call('POST', '/v1/enrollments', { method: 'email', address: email });
  });
});

describe('a count that does not answer', () => {
  const broken = () =>
    vi.spyOn(SendLimitObject.prototype, 'take').mockImplementation(() => {
      throw new Error('an object that is being moved');
    });

  test('G14 lets no text message go', async () => {
    const { browser } = await signUp();
    broken();
    const number = someNumber();
    const refused = await browser.refused('POST', '/v1/enrollments', { method: 'sms', address: number });
    expect(refused).toMatchObject({ code: 'unavailable', status: 503 });
    expect(await textsOf([browser])).toBe(0);
  });

  test('lets mail go, within the account’s own count', async () => {
    const { email } = await signUp();
    broken();
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++)
      statuses.push((await new Browser().request('POST', '/v1/recovery/password', { email })).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 202, 429]);
  });
});

describe('numbers that are not served', () => {
  test.each([
    ['a premium number', '+33899123456'],
    ['a premium number of Germany', '+499001234567'],
    ['a freephone number', '+33800123456'],
    ['a landline', '+33142685300'],
    ['a satellite phone', '+881612345678'],
    ['an international network', '+88213300655'],
    ['an international premium number', '+979123456789'],
    ['a country that there is not', '+999123456789'],
    ['one that is too short', '+33612'],
    ['one that is too long', '+3361234567890123'],
    ['one with a digit too many', '+336123456789'],
    ['one without country code', '0612345678'],
    ['one that begins with 00', '0033612345678'],
    ['one with an extension', '+33612345678;ext=12'],
    ['one with letters', '+1800FLOWERS'],
    ['Arabic digits', '+٣٣٦١٢٣٤٥٦٧٨'],
    ['full-width digits', '+３３６１２３４５６７８'],
    ['a tel: URI', 'tel:+33612345678'],
    ['two numbers', '+33612345678,+33612345679'],
    ['a line break', '+33612345678\nBcc: a@example.com'],
    ['nothing', ''],
    ['an object', { number: '+33612345678' }],
    ['a list', ['+33612345678']],
  ])('C10 %s is refused before anything is counted or sent', async (_, address) => {
    const { browser } = await signUp();
    const taken = vi.spyOn(SendLimitObject.prototype, 'take');
    const refused = await browser.refused('POST', '/v1/enrollments', { method: 'sms', address });
    expect(refused).toMatchObject({ code: 'invalid-request', errors: [{ field: 'address' }] });
    expect(taken).not.toHaveBeenCalled();
    expect(await textsOf([browser])).toBe(0);
  });

  test('C10 a country that is not named is refused where some are', async () => {
    vi.spyOn(config, 'smsCountries', 'get').mockReturnValue(['FR', 'BE']);
    const { browser } = await signUp();
    const british = { method: 'sms', address: '+447911123456' };
    expect(await browser.refused('POST', '/v1/enrollments', british)).toMatchObject({
      code: 'country-not-served',
      status: 422,
    });
    await beginSms(browser, someNumber());
    await beginSms(browser, '+32470123456');
  });
});
