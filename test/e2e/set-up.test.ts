import { readFile } from 'node:fs/promises';
import { mailedCode } from './harness/mailbox.ts';
import {
  addRecoveryMail,
  chooseApp,
  confirmApp,
  heading,
  readUri,
  saveCodes,
  shownCodes,
} from './harness/wizard.ts';
import { expect, test } from './harness/test.ts';

test('leads through all steps to a protected account, with a summary', async ({ page, person }) => {
  await page.goto('/security/two-step');
  await page.getByRole('link', { name: /set up two-step verification/i }).click();
  await expect(heading(page, /add a recovery method/i)).toBeVisible();
  await addRecoveryMail(page, `recovery.${person.email}`);
  await saveCodes(page);
  await chooseApp(page);
  const uri = await readUri(page);
  expect(decodeURIComponent(uri.pathname)).toContain(person.email);
  expect(uri.searchParams.get('issuer')).toBe('Countersign');
  await expect(page.getByRole('img', { name: /qr code/i })).toBeVisible();
  // The key to type is the one in the QR code.
  const typed = (await page.locator('code').first().innerText()).replaceAll(/\s/g, '');
  expect(typed).toBe(uri.searchParams.get('secret'));
  await confirmApp(page);

  const summary = page.getByRole('main');
  await expect(summary).toContainText('Authenticator app');
  await expect(summary).toContainText('10 ready');
  await expect(summary).toContainText('@');
  await page.getByLabel(/name this authenticator/i).fill('My phone');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page).toHaveURL(/\/security$/);
  await expect(page.getByRole('main')).toContainText('My phone');
});

test('every step can be reloaded, and left by back and forward', async ({ page, person }) => {
  await page.goto('/security/two-step/set-up');
  const reload = async (name: RegExp) => {
    await page.reload();
    await expect(heading(page, name)).toBeVisible();
  };
  await reload(/add a recovery method/i);
  await page.getByLabel('E-mail address').fill(`recovery.${person.email}`);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByLabel('6-digit code')).toBeVisible();
  // A reload in the middle keeps the flow that the mail belongs to.
  await page.reload();
  await expect(page.getByText(`recovery.${person.email}`)).toBeVisible();
  await page.getByLabel('6-digit code').fill(await mailedCode(`recovery.${person.email}`));

  await expect(page.getByRole('list', { name: /recovery codes/i }).getByRole('listitem')).toHaveCount(10);
  const codes = await shownCodes(page);
  await reload(/save your recovery codes/i);
  await expect.poll(() => shownCodes(page)).toEqual(codes);
  await page.goBack();
  await expect(heading(page, /add a recovery method/i)).toBeVisible();
  await page.goForward();
  await expect(heading(page, /save your recovery codes/i)).toBeVisible();
  expect(await saveCodes(page)).toEqual(codes);

  await reload(/choose your second step/i);
  await page.goBack();
  await expect(heading(page, /save your recovery codes/i)).toBeVisible();
  await page.goForward();
  await expect(heading(page, /choose your second step/i)).toBeVisible();
  await chooseApp(page);
  const uri = await readUri(page);
  await reload(/connect your authenticator app/i);
  expect((await readUri(page)).href).toBe(uri.href);
  await page.goBack();
  await expect(heading(page, /choose your second step/i)).toBeVisible();
  await page.goForward();
  await confirmApp(page);
  await reload(/two-step verification is on/i);
  // Back from the summary does not lead into a set-up that is over.
  await page.goBack();
  await expect(heading(page, /connect your authenticator app/i)).toBeHidden();
});

test('recovery codes can be downloaded, copied and printed, and must be ticked as saved', async ({
  page,
  person,
}) => {
  await page.goto('/security/two-step/set-up');
  await addRecoveryMail(page, `recovery.${person.email}`);
  await expect(page.getByRole('list', { name: /recovery codes/i }).getByRole('listitem')).toHaveCount(10);
  const codes = await shownCodes(page);
  expect(codes.every((code) => /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/.test(code))).toBe(true);

  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  for (const code of codes) expect(file.split('\r\n')).toContain(code);
  expect(file).toContain(person.email);

  await page.getByRole('button', { name: 'Copy' }).click();
  const copied = async () => (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  await expect.poll(copied).toEqual(codes);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeHidden();
  for (const code of codes)
    await expect(page.getByText(code, { exact: true }).and(page.locator(':visible'))).toHaveCount(1);
  await page.emulateMedia({ media: 'screen' });
  await saveCodes(page);
});

test('no step can be reached before the ones that it needs', async ({ page, person }) => {
  for (const step of ['recovery-codes', 'method', 'authenticator-app', 'done']) {
    await page.goto(`/security/two-step/set-up/${step}`);
    await expect(heading(page, /add a recovery method/i)).toBeVisible();
  }
  await addRecoveryMail(page, `recovery.${person.email}`);
  await page.goto('/security/two-step/set-up/authenticator-app');
  await expect(heading(page, /save your recovery codes/i)).toBeVisible();
});
