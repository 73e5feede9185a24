import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, originOf, serve } from '../../scripts/local-service.ts';
import { kill } from '../crash/kill.ts';
import { received } from '../providers/received.ts';
import { SMTP_USER, startSmtpServer } from '../providers/smtp-server.ts';
import { testCertificate } from '../providers/test-certificate.ts';
import { expectAccessible } from './harness/accessible.ts';
import { somebody } from './harness/people.ts';
import { PORT } from './harness/service.ts';
import { expect, test } from './harness/test.ts';

/** A service of these tests' own: its mail leaves by SMTP, and what arrives is read at the server. */
const service = { port: PORT + 40, state: mkdtempSync(join(tmpdir(), 'countersign-smtp-')) };
let running: ChildProcess;

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ baseURL: originOf(service) });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const certificate = await testCertificate();
  process.env['NODE_EXTRA_CA_CERTS'] = certificate.file;
  const port = await startSmtpServer(certificate, false);
  const password = encodeURIComponent(SMTP_USER.password);
  const vars = { EMAIL_DELIVERY: 'smtp', SMTP_URL: `smtp://${SMTP_USER.user}:${password}@localhost:${port}` };
  await migrate(service);
  running = await serve({ ...service, vars });
});

test.afterAll(async () => {
  await kill(running);
  rmSync(service.state, { recursive: true, force: true });
});

/** The code of the newest mail that the SMTP server took for somebody. */
async function mailedCode(to: string): Promise<string> {
  const code = () =>
    /^Your code: (\d+)$/m.exec(String(received.findLast((one) => one.to === to)?.['text'] ?? ''))?.[1];
  await expect.poll(code).toBeTruthy();
  return code()!;
}

test('a sign-up with the code out of a mail that came by SMTP; a provider that does not answer is told of within 10 s', async ({
  page,
}) => {
  const { email, password } = somebody();
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(/code/i).fill(await mailedCode(email));
  await expect(page.getByRole('heading', { level: 1, name: /sign-in & security/i })).toBeVisible();

  await page.goto('/security/two-step/recovery-email');
  await page.getByLabel('E-mail address').fill(`hang.${email}`);
  const asked = Date.now();
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByLabel('6-digit code')).toBeVisible();
  expect(Date.now() - asked, 'the page does not wait for the provider').toBeLessThan(3_000);
  const told = page.getByRole('status').getByText(/could not send the code just now/i);
  await expect(told).toBeVisible({ timeout: 10_000 });
  expect(Date.now() - asked).toBeLessThan(10_000);
  await expectAccessible(page);

  // What else there is, works.
  await page.getByRole('button', { name: /change the address/i }).click();
  await page.getByLabel('E-mail address').fill(`good.${email}`);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await page.getByLabel('6-digit code').fill(await mailedCode(`good.${email}`));
  await expect(page).toHaveURL(/\/security\/two-step(#recovery)?$/);
});

test('an address that cannot receive is said so, and is not tried again', async ({ page }) => {
  const { email, password } = somebody();
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(/code/i).fill(await mailedCode(email));
  await expect(page.getByRole('heading', { level: 1, name: /sign-in & security/i })).toBeVisible();
  await page.goto('/security/two-step/recovery-email');
  await page.getByLabel('E-mail address').fill(`nobody.${email}`);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByRole('status').getByText(/cannot be received there/i)).toBeVisible();
  expect(
    received.filter(({ provider, to }) => provider === 'smtp-rcpt' && to.startsWith('nobody.')),
  ).toHaveLength(1);
});
