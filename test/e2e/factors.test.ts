import type { Page } from '@playwright/test';
import { enroll } from '../../scripts/seed.ts';
import { ContextClient } from './harness/context-client.ts';
import { mailbox } from './harness/mailbox.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';
import { chooseApp, confirmApp } from './harness/wizard.ts';

async function openMenu(page: Page, factor: string, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: `Options for ${factor}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

const subjects = async (to: string) => (await mailbox(to)).map(({ subject }) => subject);

test('renames a factor, and says so by mail', async ({ page, protectedPerson }) => {
  await page.goto('/security/two-step');
  await openMenu(page, 'Authenticator app', /rename/i);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Name').fill('<b>My</b> phone & “tablet”');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('<b>My</b> phone & “tablet”')).toBeVisible();
  await page.reload();
  await expect(page.getByText('<b>My</b> phone & “tablet”')).toBeVisible();
  await expect
    .poll(() => subjects(protectedPerson.email))
    .toContain('Countersign: A sign-in method was renamed');
});

test('adds a second factor without another set of codes, and removes one of the two', async ({
  page,
  protectedPerson,
}) => {
  await page.goto('/security/two-step');
  await page.getByRole('link', { name: /add another/i }).click();
  await chooseApp(page);
  await confirmApp(page);
  await page.getByLabel(/name this authenticator/i).fill('Tablet');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page).toHaveURL(/\/security$/);
  await page.goto('/security/two-step');
  await openMenu(page, 'Authenticator app', /remove/i);
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('What remains: “Tablet”');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main')).toContainText('Tablet');
  await expect(page.getByRole('button', { name: 'Options for Authenticator app' })).toBeHidden();
  await page.goto('/security/recovery-codes');
  await expect(page.getByRole('main')).toContainText(`${protectedPerson.recoveryCodes.length} of 10 left`);
});

test('removing the last factor says what it does, turns two-step verification off and voids the codes', async ({
  page,
  context,
  protectedPerson,
}) => {
  await page.goto('/security/two-step');
  await openMenu(page, 'Authenticator app', /remove/i);
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText(/recovery codes/i);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Options for Authenticator app' })).toBeVisible();
  await openMenu(page, 'Authenticator app', /remove/i);
  await dialog.getByRole('button', { name: /remove/i }).click();
  await expect(page.getByText('Off', { exact: true })).toBeVisible();
  await expect
    .poll(() => subjects(protectedPerson.email))
    .toContain('Countersign: A sign-in method was removed');
  await page.goto('/security/recovery-codes');
  await expect(page.getByRole('main')).toContainText(/you get recovery codes when you turn on/i);

  // The codes of then are worth nothing, with the next factor neither.
  const client = new ContextClient(context);
  const again = await enroll(client, protectedPerson);
  expect(again.recoveryCodes).not.toEqual(protectedPerson.recoveryCodes);
  await page.goto('/security');
  await page.getByRole('button', { name: /your account/i }).click();
  await page.getByRole('menuitem', { name: /sign out/i }).click();
  await page.getByLabel('E-mail').fill(protectedPerson.email);
  await page.getByLabel('Password', { exact: true }).fill(protectedPerson.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: /use another method/i }).click();
  await page.getByRole('button', { name: /recovery code/i }).click();
  await page.getByLabel('Recovery code').fill(protectedPerson.recoveryCodes[0]!);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(/not right/i)).toBeVisible();
  await page.goBack();
  await page.goBack();
  await page.getByLabel('6-digit code').fill(await steadyCode(again.secret!));
  await expect(page).toHaveURL(/\/security$/);
});
