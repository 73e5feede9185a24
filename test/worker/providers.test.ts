import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Mail, Message, Provider, Sms } from '../../worker/delivery/delivery.ts';
import type { NotSent } from '../../worker/delivery/not-sent.ts';
import { cloudflare } from '../../worker/delivery/cloudflare.ts';
import { resend } from '../../worker/delivery/resend.ts';
import { sendBy } from '../../worker/delivery/send.ts';
import { smtp } from '../../worker/delivery/smtp.ts';
import { twilio } from '../../worker/delivery/twilio.ts';
import { webhook } from '../../worker/delivery/webhook.ts';
import { SEND_BUDGET_MS } from '../../worker/policy/limits.ts';

afterEach(() => void vi.restoreAllMocks());

interface Received {
  provider: string;
  to: string;
  subject: string;
  text: string;
  headers: Record<string, string> & string[];
  fields: Record<string, unknown>;
  body: string;
  [what: string]: unknown;
}

/** What the real servers beside this test (test/providers/) got for somebody. */
const receivedBy = async (to: string) =>
  (await (await fetch(`${env.PROVIDERS_URL}/received`)).json<Received[]>()).filter((one) => one.to === to);

let count = 0;
/** A 7 before the ending would mean something (test/providers/http-providers.ts). */
const number = (ending: string) => `+150${String(++count).padStart(4, '0')}0${ending}`;
const address = (ending: string) => `somebody-${++count}-${ending}@example.com`;

const CODE = '040506';
const sms = (to: string): Sms => ({
  channel: 'sms',
  id: `user.1.${++count}.x`,
  to,
  text: `${CODE} is your code`,
});
const mail = (to: string, more: Partial<Mail> = {}): Mail => ({
  channel: 'email',
  id: `user.1.${++count}.x`,
  to,
  subject: `${CODE} is your code`,
  text: `Your code: ${CODE}`,
  html: null,
  ...more,
});

const TWILIO = {
  accountSid: `AC${'0'.repeat(32)}`,
  keySid: 'SK1',
  keySecret: 'secret',
  sender: '+15005550006',
  url: env.PROVIDERS_URL,
  authToken: null,
};
const RESEND = { url: env.PROVIDERS_URL, apiKey: 're_secret' };
const SECRET = Uint8Array.from('0123456789abcdef01234567', (char) => char.charCodeAt(0));
const SMTP = {
  host: 'localhost',
  port: env.SMTP_PORT,
  secure: false,
  user: 'countersign',
  password: 'p@ss:word/ü',
};
const FROM = 'Countersign <no-reply@example.com>';

const outcome = <M extends Message>(provider: Provider<M>, message: M) =>
  provider.send(message, AbortSignal.timeout(3_000)).then(
    () => 'sent',
    (error: NotSent) => error.failure ?? 'unavailable',
  );
const lazy = <M extends Message>(...providers: Provider<M>[]) =>
  providers.map((provider) => () => Promise.resolve(provider));

describe('Twilio', () => {
  test('gets a form, by an API key, from a number or a messaging service', async () => {
    const to = number('123');
    await twilio(TWILIO).send(sms(to), AbortSignal.timeout(3_000));
    await twilio({ ...TWILIO, sender: 'MG123' }).send(sms(to), AbortSignal.timeout(3_000));
    const [first, second] = await receivedBy(to);
    expect(first).toMatchObject({
      url: `/2010-04-01/Accounts/${TWILIO.accountSid}/Messages.json`,
      fields: { To: to, From: TWILIO.sender, Body: `${CODE} is your code` },
    });
    expect(first!.headers['authorization']).toBe(`Basic ${btoa('SK1:secret')}`);
    expect(second!.fields).toMatchObject({ To: to, MessagingServiceSid: 'MG123' });
    expect(second!.fields['From']).toBeUndefined();
  });

  test.each([
    ['21211, no valid number', '001', 'unreachable'],
    ['21614, no mobile number', '014', 'unreachable'],
    ['21635, a landline', '035', 'unreachable'],
    ['21610, who answered STOP', '010', 'unreachable'],
    ['21612, whom this sender does not reach', '012', 'refused'],
    ['21401, a sender of the deployment’s that is none', '041', 'refused'],
    ['21408, a country that the account does not send to', '008', 'refused'],
    ['401, a wrong key', '401', 'refused'],
    ['429, too many', '429', 'unavailable'],
    ['500', '500', 'unavailable'],
    ['no answer', '888', 'unavailable'],
    ['a dropped connection', '999', 'unavailable'],
  ])('says of %s what it is', async (_, ending, failure) => {
    expect(await outcome(twilio(TWILIO), sms(number(ending)))).toBe(failure);
  });
});

describe('one way to send', () => {
  test('J6 what passes is tried once more, with the same id; then it is sent', async () => {
    const message = mail(`retry-${++count}-7500@example.com`);
    expect(await sendBy(lazy(resend(RESEND, FROM)), message)).toBe('sent');
    const keys = (await receivedBy(message.to)).map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([message.id, message.id]);
  });

  test('J6 what stays is tried twice, no more, then the next provider takes it', async () => {
    const to = number('500');
    const hook = webhook({ url: `${env.PROVIDERS_URL}/hook`, secret: SECRET });
    const taken: Provider<Sms> = {
      name: 'other',
      send: (message) => hook.send({ ...message, to: number('123') }, AbortSignal.timeout(3_000)),
    };
    expect(await sendBy(lazy(twilio(TWILIO), taken), sms(to))).toBe('sent');
    expect(await receivedBy(to)).toHaveLength(2);
  });

  test('J6 who cannot receive is asked for once, by one provider', async () => {
    const to = number('014');
    expect(await sendBy(lazy(twilio(TWILIO), twilio(TWILIO)), sms(to))).toBe('unreachable');
    expect(await receivedBy(to)).toHaveLength(1);
  });

  test('J6 where nobody answers it is over within the budget', async () => {
    const [to, begun] = [number('888'), Date.now()];
    expect(await sendBy(lazy(twilio(TWILIO), twilio(TWILIO)), sms(to))).toBe('failed');
    expect(Date.now() - begun).toBeLessThan(SEND_BUDGET_MS + 2_000);
    expect((await receivedBy(to)).length).toBeLessThanOrEqual(4);
  });

  test('C11 J2 the log has no address, number, code or secret', async () => {
    const log = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const to = number('500');
    await sendBy(lazy(twilio(TWILIO)), sms(to));
    await sendBy(lazy(smtp(SMTP, FROM)), mail('nobody@example.com'));
    await sendBy(lazy(smtp({ ...SMTP, password: 'wrong' }, FROM)), mail('somebody@example.com'));
    const said = JSON.stringify(log.mock.calls);
    expect(log.mock.calls.length).toBeGreaterThan(3);
    for (const secret of [to, CODE, 'secret', 'nobody', 'somebody', 'wrong', 'p@ss'])
      expect(said).not.toContain(secret);
  });
});

describe('Resend', () => {
  test('gets both parts of a mail, by its key', async () => {
    const message = mail(address('123'), { html: '<p>Hello</p>' });
    await resend(RESEND, FROM).send(message, AbortSignal.timeout(3_000));
    const [got] = await receivedBy(message.to);
    const { to, subject, text, html } = message;
    expect(JSON.parse(got!.body)).toEqual({ from: FROM, to: [to], subject, text, html });
    expect(got!.headers).toMatchObject({ authorization: 'Bearer re_secret', 'idempotency-key': message.id });
  });

  test.each([
    ['429', 'unavailable'],
    ['500', 'unavailable'],
    ['401', 'refused'],
    ['999', 'unavailable'],
  ])('says of %s what it is', async (ending, failure) => {
    expect(await outcome(resend(RESEND, FROM), mail(address(ending)))).toBe(failure);
  });
});

describe('the webhook', () => {
  test('is signed as Standard Webhooks says', async () => {
    const message = sms(number('123'));
    await webhook({ url: `${env.PROVIDERS_URL}/hook`, secret: SECRET }).send(
      message,
      AbortSignal.timeout(3_000),
    );
    const [{ headers, body }] = (await receivedBy(message.to)) as [Received];
    expect(JSON.parse(body)).toEqual({ id: message.id, to: message.to, text: message.text });
    expect(headers['webhook-id']).toBe(message.id);
    expect(Math.abs(Date.now() / 1_000 - Number(headers['webhook-timestamp']))).toBeLessThan(60);
    // Verified by WebCrypto, which the Worker does not use for it.
    const key = await crypto.subtle.importKey('raw', SECRET, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ]);
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const signature = Uint8Array.from(atob(headers['webhook-signature']!.replace('v1,', '')), (c) =>
      c.charCodeAt(0),
    );
    expect(await crypto.subtle.verify('HMAC', key, signature, new TextEncoder().encode(signed))).toBe(true);
  });

  test('says by 422 that a number cannot receive', async () => {
    const hook = webhook({ url: `${env.PROVIDERS_URL}/hook`, secret: SECRET });
    expect(await outcome(hook, sms(number('422')))).toBe('unreachable');
    expect(await outcome(hook, sms(number('500')))).toBe('unavailable');
  });
});

describe('SMTP', () => {
  test.each([
    ['STARTTLS', SMTP],
    ['TLS from the first byte', { ...SMTP, port: env.SMTPS_PORT, secure: true }],
  ])('by %s delivers a mail as it is, signed in', async (_, settings) => {
    const text = 'Your code: 040506\n.\n..\nÜber “ça” 🎉\n.\n';
    const message = mail(address('123'), { subject: 'Ünïcode 040506 ✓', text, html: '<p>Hé</p>' });
    await smtp(settings, 'Cöuntersign <no-reply@example.com>').send(message, AbortSignal.timeout(3_000));
    const [, got] = await receivedBy(message.to);
    expect(got).toMatchObject({ secure: true, user: 'countersign', subject: message.subject });
    expect(got!.text.trimEnd()).toBe(text.trimEnd());
    expect(got).toMatchObject({ html: '<p>Hé</p>', from: '"Cöuntersign" <no-reply@example.com>' });
    expect(got!['messageId']).toContain(message.id);
  });

  test('keeps what is hostile in its place: no header, recipient or command comes of a text', async () => {
    const subject = 'Hi\r\nBcc: evil@example.com\r\n\r\nbody';
    const message = mail(address('123'), { subject, text: 'a\r\n.\r\nMAIL FROM:<evil@example.com>\r\n' });
    await smtp(SMTP, FROM).send(message, AbortSignal.timeout(3_000));
    const [, got] = await receivedBy(message.to);
    expect(got!.headers).not.toContain('bcc');
    expect(got!.text).toContain('MAIL FROM:<evil@example.com>');
    expect(await receivedBy('evil@example.com')).toEqual([]);
    const split = 'a@example.com>\r\nRCPT TO:<evil@example.com';
    expect(await outcome(smtp(SMTP, FROM), mail(split))).not.toBe('sent');
    expect(await receivedBy('evil@example.com')).toEqual([]);
  });

  test('goes no further without TLS: no password, no mail', async () => {
    const auths = async () => (await receivedBy('')).filter(({ tls }) => tls === false);
    expect(await outcome(smtp({ ...SMTP, port: env.SMTP_PLAIN_PORT }, FROM), mail(address('123')))).not.toBe(
      'sent',
    );
    expect(await auths()).toEqual([]);
  });

  test('refuses a certificate of another name', async () => {
    const settings = { ...SMTP, host: '127.0.0.1' };
    expect(await outcome(smtp(settings, FROM), mail(address('123')))).not.toBe('sent');
  });

  test.each([
    ['no such mailbox', 'nobody@example.com', 'unreachable'],
    ['not now', 'later@example.com', 'unavailable'],
    ['no answer', 'hang@example.com', 'unavailable'],
  ])('says of %s what it is', async (_, to, failure) => {
    expect(await outcome(smtp(SMTP, FROM), mail(to))).toBe(failure);
  });

  test('a wrong password is no outage, and a server that is not there is one', async () => {
    expect(await outcome(smtp({ ...SMTP, password: 'x' }, FROM), mail(address('1')))).toBe('refused');
    expect(await outcome(smtp({ ...SMTP, port: 1 }, FROM), mail(address('1')))).toBe('unavailable');
  });
});

test('Cloudflare’s codes say what a failure is; its messages are not repeated', async () => {
  const failing = (code: string) =>
    cloudflare(
      { send: () => Promise.reject(Object.assign(new Error('a@b.example'), { code })) } as never,
      FROM,
    );
  expect(await outcome(failing('E_RECIPIENT_SUPPRESSED'), mail('a@b.example'))).toBe('unreachable');
  expect(await outcome(failing('E_SENDER_NOT_VERIFIED'), mail('a@b.example'))).toBe('refused');
  expect(await outcome(failing('E_RATE_LIMIT_EXCEEDED'), mail('a@b.example'))).toBe('unavailable');
});
