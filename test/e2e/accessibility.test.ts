import { mailedCode } from './harness/mailbox.ts';
import { expectAccessible } from './harness/accessible.ts';
import { signUp, signUpWithTwoStep, somebody } from './harness/people.ts';
import { expect, test } from './harness/test.ts';
import { chooseApp, confirmApp, heading, readUri, saveCodes } from './harness/wizard.ts';

test('axe finds nothing serious on the ways in', async ({ page, otherBrowser }) => {
  const { email, password } = somebody();
  for (const path of ['/sign-in', '/recover', '/no/such/page', '/sign-up']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, /check your mail/i)).toBeVisible();
  await expectAccessible(page);
  await page.goto('/recover');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: /send the code/i }).click();
  await expect(heading(page, /set a new password/i)).toBeVisible();
  await expectAccessible(page);

  const person = await signUpWithTwoStep(otherBrowser);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('6-digit code').fill('000000');
  await expect(page.getByText(/tries left/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /use another method/i }).click();
  await expect(heading(page, /how do you want to continue/i)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /recovery code/i }).click();
  await expect(page.getByLabel('Recovery code')).toBeVisible();
  await expectAccessible(page);
});

test('axe finds nothing serious in the set-up', async ({ page, person }) => {
  await page.goto('/security/two-step/set-up');
  await expect(heading(page, /add a recovery method/i)).toBeVisible();
  await expectAccessible(page);
  const address = `recovery.${person.email}`;
  await page.getByLabel('E-mail address').fill(address);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByLabel('6-digit code')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('6-digit code').fill(await mailedCode(address));
  await expect(page.getByRole('button', { name: 'Download' })).toBeVisible();
  await expectAccessible(page);
  await saveCodes(page);
  await expectAccessible(page);
  await chooseApp(page);
  await readUri(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: /leave set-up/i }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stay' }).click();
  await confirmApp(page);
  await expectAccessible(page);
});

test('axe finds nothing serious on a new account’s pages', async ({ page, context }) => {
  await signUp(context);
  for (const path of [
    '',
    '/two-step',
    '/two-step/recovery-email',
    '/two-step/recovery-phone',
    '/recovery-codes',
    '/password',
    '/sessions',
    '/activity',
  ]) {
    await page.goto(`/security${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});

test('axe finds nothing serious on a protected account’s pages, menus and dialogs', async ({
  page,
  context,
}) => {
  await signUpWithTwoStep(context);
  for (const path of ['', '/two-step', '/recovery-codes', '/sessions', '/activity']) {
    await page.goto(`/security${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto('/security/two-step');
  const options = page.getByRole('button', { name: 'Options for Authenticator app' });
  for (const item of [/rename/i, /remove/i]) {
    await options.click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toHaveCount(0);
  }
  await page.goto('/security/recovery-codes');
  await page.getByRole('button', { name: /make new codes/i }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /make new codes/i })
    .click();
  await expect(page.getByRole('button', { name: 'Download' })).toBeVisible();
  await expectAccessible(page);
});

test('axe finds nothing serious on the developer’s pages', async ({ page }) => {
  for (const path of ['/docs', '/dev/inbox']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});
