import { exports } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Challenge } from '../../schema/api/challenge.ts';
import { config } from '../../worker/config.ts';
import { toBase64 } from '../../worker/crypto/base64.ts';
import { twilio } from '../../worker/delivery/twilio.ts';
import { reportAddress, signedByTwilio } from '../../worker/delivery/twilio-report.ts';
import { Browser } from './client.ts';
import { drain } from './failing-d1.ts';
import { challengesOf, eventsOf } from './look-inside.ts';
import { signUp } from './people.ts';
import { stateOf } from './tables.ts';
import { beginSms, someNumber, textedCode } from './texting.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const TWILIO = {
  accountSid: `AC${'0'.repeat(32)}`,
  keySid: 'SK1',
  keySecret: 'secret',
  sender: '+15005550006',
  url: 'http://localhost',
  authToken: TOKEN,
};

const { delivery } = config;
beforeEach(() => void (config.delivery = { ...delivery, twilio: TWILIO }));
afterEach(() => {
  config.delivery = delivery;
  vi.restoreAllMocks();
});

async function signatureOf(text: string, token = TOKEN): Promise<string> {
  const hash = { name: 'HMAC', hash: 'SHA-1' };
  const encode = (part: string) => new TextEncoder().encode(part);
  const key = await crypto.subtle.importKey('raw', encode(token), hash, false, ['sign']);
  return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, encode(text))));
}

type Form = Record<string, string>;
const textOf = (address: string, form: Form) =>
  address +
  Object.keys(form)
    .sort()
    .map((name) => name + form[name])
    .join('');

/** As Twilio sends it. @param more what is different */
async function report(
  address: string,
  form: Form,
  more: { signature?: string | null; type?: string; body?: string } = {},
): Promise<number> {
  const { signature = await signatureOf(textOf(address, form)) } = more;
  const { status } = await exports.default.fetch(
    new Request(address, {
      method: 'POST',
      headers: {
        'Content-Type': more.type ?? 'application/x-www-form-urlencoded; charset=utf-8',
        ...(signature !== null && { 'X-Twilio-Signature': signature }),
      },
      body: more.body ?? new URLSearchParams(form).toString(),
    }),
  );
  return status;
}

const undelivered = (code: string, status = 'undelivered'): Form => ({
  MessageSid: 'SM0123',
  MessageStatus: status,
  ErrorCode: code,
  To: '+33 6 12',
  AccountSid: TWILIO.accountSid,
});

/** Somebody to whose number a code was sent, and where Twilio reports of it. */
async function waiting() {
  const { browser } = await signUp();
  const number = someNumber();
  const { enrollment } = await beginSms(browser, number);
  await textedCode(number);
  const read = async () =>
    (await browser.call<{ enrollments: Pick<Challenge, 'id' | 'delivery'>[] }>('GET', '/v1/enrollments'))
      .enrollments[0]!.delivery;
  await expect.poll(read).toBe('sent');
  const [challenge] = await challengesOf(browser.userId).then((all) =>
    all.filter(({ id }) => id === enrollment.id),
  );
  const { digest } = await import('../../worker/crypto/digest.ts');
  const id = `${browser.userId}.1.${challenge!.delivery_seq}.${digest(number).slice(0, 8)}`;
  return { browser, number, enrollment, read, id, address: reportAddress(id) };
}

describe('what Twilio signs', () => {
  test('is what its documentation gives as an example', async () => {
    const form = new URLSearchParams({
      CallSid: 'CA1234567890ABCDE',
      Caller: '+12349013030',
      Digits: '1234',
      From: '+12349013030',
      To: '+18005551212',
    });
    const address = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    const signature = '0/KCTR6DLpKmkAf8muzZqo1nDgQ=';
    expect(await signedByTwilio('12345', address, form, signature)).toBe(true);
    expect(await signedByTwilio('12346', address, form, signature)).toBe(false);
    form.set('Digits', '1235');
    expect(await signedByTwilio('12345', address, form, signature)).toBe(false);
  });

  test('may have the port in its address, and has each value of a field once', async () => {
    const form = new URLSearchParams('B=2&A=1&B=1&B=2');
    const of = (address: string) => signatureOf(`${address}A1B1B2`);
    const address = 'https://id.example.com/deliveries/twilio?message=a';
    const withPort = 'https://id.example.com:443/deliveries/twilio?message=a';
    expect(await signedByTwilio(TOKEN, address, form, await of(address))).toBe(true);
    expect(await signedByTwilio(TOKEN, address, form, await of(withPort))).toBe(true);
    expect(await signedByTwilio(TOKEN, address, form, await of('https://evil.example/'))).toBe(false);
  });
});

describe('a report that a text did not arrive', () => {
  test('is asked for where its signature can be checked, and only there', async () => {
    const forms: (string | null)[] = [];
    vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
      forms.push((init!.body as URLSearchParams).get('StatusCallback'));
      return Promise.resolve(Response.json({ sid: 'SM1' }, { status: 201 }));
    });
    const sms = { channel: 'sms', id: 'home.1.2.x', to: '+33612345678', text: 'A text' } as const;
    await twilio(TWILIO).send(sms, AbortSignal.timeout(1_000));
    await twilio({ ...TWILIO, authToken: null }).send(sms, AbortSignal.timeout(1_000));
    expect(forms).toEqual([`${config.origin}/deliveries/twilio?message=home.1.2.x`, null]);
  });

  test.each([
    ['the number receives none (30006)', '30006', 'unreachable'],
    ['the number is out of service (30005)', '30005', 'unreachable'],
    ['its phone is switched off (30003)', '30003', 'failed'],
    ['nobody knows why (30008)', '30008', 'failed'],
  ])('shows on the challenge: %s', async (_, code, state) => {
    const { browser, read, address } = await waiting();
    expect(await report(address, undelivered(code))).toBe(204);
    expect(await read()).toBe(state);
    const { type, detail } = (await eventsOf(browser.userId)).at(-1)!;
    expect({ type, outcome: (JSON.parse(detail) as { outcome: string }).outcome }).toEqual({
      type: 'message.undelivered',
      outcome: state,
    });
  });

  test('counts once, also when it comes many times at once, and the code that did arrive is good all the same', async () => {
    const { browser, read, address, number, enrollment } = await waiting();
    const before = (await eventsOf(browser.userId)).length;
    await Promise.all(Array.from({ length: 16 }, () => report(address, undelivered('30006', 'failed'))));
    expect(await read()).toBe('unreachable');
    expect(await eventsOf(browser.userId)).toHaveLength(before + 1);
    const code = await textedCode(number);
    await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code });
  });

  test('counts, also when it is there before Twilio’s answer that it took the text', async () => {
    config.delivery = { ...config.delivery, sms: ['twilio'] };
    const { browser } = await signUp();
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (_, init) => {
      const address = (init!.body as URLSearchParams).get('StatusCallback')!;
      expect(await report(address, undelivered('30006'))).toBe(204);
      return Response.json({ sid: 'SM1' }, { status: 201 });
    });
    const { enrollment } = await beginSms(browser, someNumber());
    const row = async () => (await challengesOf(browser.userId)).find(({ id }) => id === enrollment.id)!;
    await expect.poll(async () => (await row()).delivery).not.toBe('waiting');
    await drain(browser.userId);
    expect(await row()).toMatchObject({ delivery: 'unreachable' });
    expect(globalThis.fetch).toHaveBeenCalledOnce();
  });

  test('is of no more interest once the code was used', async () => {
    const { browser, address, number, enrollment } = await waiting();
    await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, {
      code: await textedCode(number),
    });
    const before = await stateOf(browser.userId);
    expect(await report(address, undelivered('30006'))).toBe(204);
    expect(await stateOf(browser.userId)).toEqual(before);
  });

  test('says nothing where the text is on its way, or there', async () => {
    const { browser, address } = await waiting();
    const before = await stateOf(browser.userId);
    for (const status of ['queued', 'sending', 'sent', 'delivered', 'read', ''])
      expect(await report(address, undelivered('', status))).toBe(204);
    expect(await stateOf(browser.userId)).toEqual(before);
  });

  test('of another message, person or sending changes nothing', async () => {
    const { browser, id } = await waiting();
    const other = await waiting();
    const [before, theirs] = [await stateOf(browser.userId), await stateOf(other.browser.userId)];
    const [home, epoch, seq, hash] = id.split('.');
    const unknown = [
      '',
      '.',
      'nobody-by-this-name.1.5.abcdefgh',
      `${home}.${epoch}.${Number(seq) + 1}.${hash}`,
      `${home}.${epoch}.${Number(seq) - 1}.${hash}`,
      `${home}.2.${seq}.${hash}`,
      `${home}.${epoch}.${seq}.AAAAAAAA`,
      `${other.browser.userId}.${epoch}.${seq}.${hash}`,
      `${home}.${epoch}.NaN.${hash}`,
      `${home}.${epoch}.1 OR 1=1.${hash}`,
      `${'x'.repeat(4_000)}.1.1.y`,
    ];
    for (const message of unknown)
      expect(await report(reportAddress(message), undelivered('30006'))).toBe(204);
    expect(await stateOf(browser.userId)).toEqual(before);
    expect(await stateOf(other.browser.userId)).toEqual(theirs);
  });
});

describe('a report that is not Twilio’s', () => {
  test('is refused: without signature, with another’s, or of something else', async () => {
    const { browser, address } = await waiting();
    const before = await stateOf(browser.userId);
    const form = undelivered('30006');
    const right = await signatureOf(textOf(address, form));
    const wrong = [
      null,
      '',
      'no base64 at all !',
      right.slice(0, -4),
      `${right}AAAA`,
      await signatureOf(textOf(address, form), 'another token'),
      await signatureOf(textOf(reportAddress('another.1.2.x'), form)),
      await signatureOf(textOf(address.replace('http:', 'https:'), form)),
      await signatureOf(address),
    ];
    for (const signature of wrong)
      expect(await report(address, form, { signature }), String(signature)).toBe(403);
    const more = new URLSearchParams({ ...form, Extra: '1' }).toString();
    expect(await report(address, form, { body: more })).toBe(403);
    expect(await stateOf(browser.userId)).toEqual(before);
  });

  test('is refused in any other form, in bounds, and is no way in from a page', async () => {
    const { address } = await waiting();
    const form = undelivered('30006');
    expect(await report(address, form, { type: 'application/json' })).toBe(415);
    expect(await report(address, form, { body: `A=${'x'.repeat(70_000)}` })).toBe(413);
    expect((await new Browser().request('GET', '/deliveries/twilio')).status).not.toBe(204);
  });

  test('finds nothing where no reports are asked for', async () => {
    const address = reportAddress('home.1.2.x');
    config.delivery = { ...delivery, twilio: { ...TWILIO, authToken: null } };
    expect(await report(address, undelivered('30006'))).toBe(404);
    config.delivery = { ...delivery, twilio: null };
    expect(await report(address, undelivered('30006'))).toBe(404);
  });
});
