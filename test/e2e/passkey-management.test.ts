import type { Page } from '@playwright/test';
import { Authenticators, KEY_WITH_PIN, LAPTOP } from './harness/authenticators.ts';
import { mailbox } from './harness/mailbox.ts';
import { addPasskey, passkeyRow, PASSKEYS } from './harness/passkeys.ts';
import { signIn, signUpWithTwoStep } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

async function choose(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Options for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

const subjects = async (to: string) => (await mailbox(to)).map(({ subject }) => subject);

test('renames a passkey, by keyboard alone', async ({ page, protectedPerson }) => {
  await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page, 'Old name');
  await page.getByRole('button', { name: 'Options for Old name' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Work laptop');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(passkeyRow(page, 'Work laptop')).toBeVisible();
  await expect
    .poll(() => subjects(protectedPerson.email))
    .toContain('Countersign: A sign-in method was renamed');
});

test('removing one of two says what remains, and tells the browser which are still good', async ({
  page,
  protectedPerson,
}) => {
  const authenticators = await Authenticators.of(page);
  const laptop = await authenticators.add(LAPTOP);
  await addPasskey(page, 'Laptop');
  await laptop.touch(false);
  const key = await authenticators.add(KEY_WITH_PIN);
  await addPasskey(page, 'Blue one');
  await page.goto(PASSKEYS);
  await choose(page, 'Laptop', 'Remove');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('It no longer opens your account');
  await expect(dialog).toContainText('“Blue one”');
  await expect(dialog).toContainText('“Authenticator app”');
  await expect(dialog).toContainText('Two-step verification stays on');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await laptop.credentials()).toHaveLength(1);
  await choose(page, 'Laptop', 'Remove');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toBeHidden();
  await expect(passkeyRow(page, 'Laptop')).toBeHidden();
  await expect.poll(async () => (await laptop.credentials()).length).toBe(0);
  expect(await key.credentials()).toHaveLength(1);
  await expect
    .poll(() => subjects(protectedPerson.email))
    .toContain('Countersign: A sign-in method was removed');
});

test('removing what this session was opened with says that it ends, and it ends', async ({
  page,
  context,
}) => {
  await signUpWithTwoStep(context);
  await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page, 'Laptop');
  await page.context().clearCookies();
  // The autofill signs in.
  await page.goto('/sign-in');
  await expect(page).toHaveURL(/\/security$/);
  await page.goto(PASSKEYS);
  await choose(page, 'Laptop', 'Remove');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('this session ends, too');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a change is confirmed with a passkey where it asks who you are', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page, 'Laptop');
  await page.route('**/v1/factors/*', refuseOnce());
  await choose(page, 'Laptop', 'Rename');
  await page.getByRole('dialog').getByLabel('Name').fill('Renamed');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm it’s you' });
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
  await dialog.getByRole('button', { name: /use another method/i }).click();
  await dialog.getByRole('button', { name: /passkey or security key/i }).click();
  await dialog.getByRole('button', { name: 'Use your passkey or security key' }).click();
  await expect(dialog).toBeHidden();
  await expect(passkeyRow(page, 'Renamed')).toBeVisible();
  await page.goto('/security/activity');
  await expect(page.getByText('Confirmed it’s you by passkey')).toBeVisible();
});

/** As if five minutes had passed: the first change is asked about. */
function refuseOnce(): Parameters<Page['route']>[1] {
  let refused = false;
  return (route) => {
    if (refused || route.request().method() !== 'PATCH') return route.continue();
    refused = true;
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'urn:countersign:problem:reauthentication-required', status: 403 }),
    });
  };
}

test('somebody who signed in with a passkey is asked for it first', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page, 'Laptop');
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await expect(page).toHaveURL(/\/security$/);
  await page.route('**/v1/factors/*', refuseOnce());
  await page.goto(PASSKEYS);
  await choose(page, 'Laptop', 'Rename');
  await page.getByRole('dialog').getByLabel('Name').fill('Renamed');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const use = page.getByRole('button', { name: 'Use your passkey or security key' });
  await expect(use).toBeFocused();
  await use.press('Enter');
  await expect(passkeyRow(page, 'Renamed')).toBeVisible();
});

test('the overview lists passkeys, and recommends one', async ({ page, protectedPerson, otherBrowser }) => {
  await (await Authenticators.of(page)).add(LAPTOP);
  await signIn(otherBrowser, protectedPerson, protectedPerson.recoveryCodes[0]);
  await page.goto('/security');
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Security keys and passkeys' });
  await expect(row).toContainText('None yet');
  await row.getByRole('link').click();
  await expect(page.getByRole('region', { name: 'No passkey yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await page.getByLabel('Name').fill('Laptop');
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(passkeyRow(page, 'Laptop')).toBeVisible();
  await page.goto('/security');
  await expect(row).toContainText('Laptop');
});
