import type { Page } from '@playwright/test';
import { enroll } from '../../scripts/seed.ts';
import { received } from '../providers/received.ts';
import { hanging, SMTP_USER, startSmtpServer } from '../providers/smtp-server.ts';
import { testCertificate } from '../providers/test-certificate.ts';
import { expectAccessible } from './harness/accessible.ts';
import { ContextClient } from './harness/context-client.ts';
import { ownService } from './harness/own-service.ts';
import { somebody, type Person } from './harness/people.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';

/** Mail leaves by SMTP, and what arrives is read at the server. */
const origin = ownService(40, async () => {
  const certificate = await testCertificate();
  process.env['NODE_EXTRA_CA_CERTS'] = certificate.file;
  const port = await startSmtpServer(certificate, false);
  const password = encodeURIComponent(SMTP_USER.password);
  return {
    EMAIL_DELIVERY: 'smtp',
    SMTP_URL: `smtp://${SMTP_USER.user}:${password}@localhost:${port}`,
    EMAIL_AS_FACTOR: 'on',
  };
});

/** The code of the newest mail that the SMTP server took for somebody. */
async function mailedCode(to: string): Promise<string> {
  const code = () =>
    /^Your code: (\d+)$/m.exec(String(received.findLast((one) => one.to === to)?.['text'] ?? ''))?.[1];
  await expect.poll(code).toBeTruthy();
  return code()!;
}

/** On the pages, with the code out of a mail that came by SMTP. */
async function signUp(page: Page): Promise<Person> {
  const person = somebody();
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(/code/i).fill(await mailedCode(person.email));
  await expect(page.getByRole('heading', { level: 1, name: /sign-in & security/i })).toBeVisible();
  return person;
}

/** The page asks so often what became of a code, a second and a half after each answer, before it says that it failed. */
const LOOKS = 6;

/** How often the page asks from now on: time itself would tell how busy this machine is. */
function countLooks(page: Page, path: RegExp): () => number {
  let looks = 0;
  page.on('request', (request) => {
    if (request.method() === 'GET' && path.test(new URL(request.url()).pathname)) looks++;
  });
  return () => looks;
}

test('a sign-up with the code out of a mail that came by SMTP; a provider that does not answer is told of within 10 s', async ({
  page,
}) => {
  const { email } = await signUp(page);

  await page.goto('/security/two-step/recovery-email');
  await page.getByLabel('E-mail address').fill(`hang.${email}`);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Send a code' }).click();
  const { responseStart } = (await answered).request().timing();
  expect(responseStart, 'the page does not wait for the provider, who has 4 s').toBeLessThan(4_000);
  await expect(page.getByLabel('6-digit code')).toBeVisible();
  const looks = countLooks(page, /\/v1\/enrollments$/);
  await expect(page.getByRole('status').getByText(/could not send the code just now/i)).toBeVisible();
  expect(looks()).toBeLessThanOrEqual(LOOKS);
  await expectAccessible(page);

  // What else there is, works.
  await page.getByRole('button', { name: /change the address/i }).click();
  await page.getByLabel('E-mail address').fill(`good.${email}`);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await page.getByLabel('6-digit code').fill(await mailedCode(`good.${email}`));
  await expect(page).toHaveURL(/\/security\/two-step(#recovery)?$/);
});

test('an address that cannot receive is said so, and is not tried again', async ({ page }) => {
  const { email } = await signUp(page);
  await page.goto('/security/two-step/recovery-email');
  await page.getByLabel('E-mail address').fill(`nobody.${email}`);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByRole('status').getByText(/this mailbox cannot receive our mail/i)).toBeVisible();
  expect(
    received.filter(({ provider, to }) => provider === 'smtp-rcpt' && to.startsWith('nobody.')),
  ).toHaveLength(1);
});

test('at a sign-in a provider that does not answer is told of within 10 s, and another method works', async ({
  page,
  context,
}) => {
  const person = await signUp(page);
  const client = new ContextClient(context, origin);
  const { secret } = await enroll(client, person);
  const address = `second.${person.email}`;
  const { enrollment } = await client.call<{ enrollment: { id: string } }>('POST', '/v1/enrollments', {
    method: 'email',
    address,
  });
  await client.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code: await mailedCode(address) });
  await client.call('DELETE', '/v1/session');
  hanging.add(address);

  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: 'Use another method' }).click();
  const looks = countLooks(page, /\/v1\/challenges\/[^/]+$/);
  await page.getByRole('button', { name: /e-mail/i }).click();
  await expect(page.getByRole('status').getByText(/could not send the code just now/i)).toBeVisible();
  expect(looks()).toBeLessThanOrEqual(LOOKS);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Use another method' }).click();
  await page.getByRole('button', { name: /authenticator app/i }).click();
  await page.getByLabel('6-digit code').fill(await steadyCode(secret!));
  await expect(page.getByRole('heading', { level: 1, name: /sign-in & security/i })).toBeVisible();
});
