import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { enroll, signUp } from '../../scripts/seed.ts';
import { startHttpProviders } from '../providers/http-providers.ts';
import { received } from '../providers/received.ts';
import { expectAccessible } from './harness/accessible.ts';
import { ContextClient } from './harness/context-client.ts';
import { ownService } from './harness/own-service.ts';
import { somebody, type Person } from './harness/people.ts';
import { addRecoveryAddress } from './harness/recovering.ts';
import { expect, test } from './harness/test.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';

/** Texts leave by Twilio's API, and may be a second step, as may a mailed code. */
const origin = ownService(60, async () => ({
  SMS_DELIVERY: 'twilio',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_API_KEY_SID: 'SK1',
  TWILIO_API_KEY_SECRET: 'secret',
  TWILIO_AUTH_TOKEN: TOKEN,
  TWILIO_FROM: '+15005550006',
  TWILIO_API_URL: await startHttpProviders(),
  SMS_AS_FACTOR: 'on',
  EMAIL_AS_FACTOR: 'on',
}));

/** What Twilio was asked to send to a number, newest last. */
const textsTo = (to: string) =>
  received.filter((one) => one.to === to).map(({ fields }) => fields as Record<string, string>);

async function textedCode(to: string, texts = 1): Promise<string> {
  await expect.poll(() => textsTo(to).length).toBe(texts);
  return /#(\d{6})$/.exec(textsTo(to).at(-1)!['Body']!)![1]!;
}

/** Twilio reports that the newest text to a number did not arrive, as its documentation says. */
async function reportUndelivered(to: string, errorCode: string): Promise<void> {
  const address = textsTo(to).at(-1)!['StatusCallback']!;
  const fields = { ErrorCode: errorCode, MessageSid: 'SM1', MessageStatus: 'undelivered', To: to };
  const signed = address + Object.entries(fields).flat().join('');
  const signature = createHmac('sha1', TOKEN).update(signed).digest('base64');
  const { status } = await fetch(address, {
    method: 'POST',
    headers: { 'X-Twilio-Signature': signature },
    body: new URLSearchParams(fields),
  });
  expect(status).toBe(204);
}

async function giveNumber(page: Page, number: string): Promise<void> {
  await page.goto('/security/two-step/recovery-phone');
  await page.getByLabel('Mobile number').fill(number);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByLabel('6-digit code')).toBeVisible();
}

async function givePassword(page: Page, { email, password }: Person): Promise<void> {
  await new ContextClient(page.context(), origin).call('DELETE', '/v1/session');
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: 'Use another method' }).click();
  await expect(page.getByRole('heading', { name: /how do you want to continue/i })).toBeVisible();
}

test('where codes that are sent may be a second step, the risk is said, and they answer at a sign-in', async ({
  page,
  context,
}) => {
  const person = somebody();
  const client = new ContextClient(context, origin);
  await enroll(await signUp('', person, client), person);
  const address = `recovery.${person.email}`;
  await addRecoveryAddress(client, address);
  const number = '+33630000123';

  await giveNumber(page, number);
  await page.goto('/security/two-step/recovery-phone');
  const risk = page.getByText(/a text message can be read by others/i);
  await expect(risk).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('6-digit code').fill(await textedCode(number));
  await expect(page).toHaveURL(/\/security\/two-step(#recovery)?$/);

  await givePassword(page, person);
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText([
    /Authenticator app/,
    /Text message.*\+33/,
    /E-mail.*@/,
    /Recovery code/,
  ]);
  await expectAccessible(page);
  await page.getByRole('button', { name: /text message/i }).click();
  await page.getByLabel('6-digit code').fill(await textedCode(number, 2));
  await expect(page.getByRole('heading', { level: 1, name: /sign-in & security/i })).toBeVisible();
  const { session } = await client.call<{ session: { level: number; amr: string[] } }>('GET', '/v1/session');
  expect(session.amr).toEqual(expect.arrayContaining(['pwd', 'sms']));

  const mails = async () =>
    (await client.call<{ messages: { id: number }[] }>('GET', `/dev/inbox.json?to=${address}`)).messages[0]!
      .id;
  await givePassword(page, person);
  const before = await mails();
  await page.getByRole('button', { name: /e-mail/i }).click();
  await page.getByLabel('6-digit code').fill(await client.mailedCode(address, before));
  await expect(page.getByRole('heading', { level: 1, name: /sign-in & security/i })).toBeVisible();
});

test('a text that was taken and does not arrive is told of on the page that waits for it', async ({
  page,
  context,
}) => {
  await signUp('', somebody(), new ContextClient(context, origin));
  const number = '+33630010123';
  await giveNumber(page, number);
  await textedCode(number);
  await reportUndelivered(number, '30006');
  const status = page.getByRole('status');
  await expect(status.getByText('This number cannot receive text messages.')).toBeVisible({
    timeout: 60_000,
  });
  await expectAccessible(page);
});
