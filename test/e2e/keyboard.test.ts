import type { Locator, Page } from '@playwright/test';
import { mailedCode } from './harness/mailbox.ts';
import { signUp, signUpWithTwoStep } from './harness/people.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';
import { heading, readUri } from './harness/wizard.ts';

/** Tab until the control has the focus, visibly. @throws when it is not reached within a page's worth of stops */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let stops = 0; stops < 40; stops++) {
    if (await control.evaluate((element) => element === document.activeElement)) {
      expect(await control.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${String(control)}`);
}

async function press(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

test('signs in with the keyboard alone', async ({ page, otherBrowser }) => {
  const person = await signUpWithTwoStep(otherBrowser);
  await page.goto('/sign-in');
  // The first field has the focus from the start.
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(person.email);
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('6-digit code')).toBeFocused();
  await press(page, page.getByRole('link', { name: /use another method/i }));
  await press(page, page.getByRole('button', { name: /authenticator app/i }));
  await expect(page.getByLabel('6-digit code')).toBeFocused();
  await page.keyboard.type(await steadyCode(person.secret));
  await expect(page).toHaveURL(/\/security$/);

  await press(page, page.getByRole('button', { name: /your account/i }));
  await expect(page.getByRole('menuitemradio').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem').last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('E-mail')).toBeFocused();
});

test('skips to the content', async ({ page, context }) => {
  await signUp(context);
  await page.goto('/security');
  await expect(heading(page, /sign-in & security/i)).toBeVisible();
  await press(page, page.getByRole('link', { name: /skip to the content/i }));
  await expect(page.getByRole('main')).toBeFocused();
});

test('sets two-step verification up with the keyboard alone', async ({ page, context }) => {
  const { email } = await signUp(context);
  const address = `recovery.${email}`;
  await page.goto('/security/two-step');
  await press(page, page.getByRole('link', { name: /set up two-step verification/i }));
  // The new page's heading has the focus, for who hears it.
  await expect(heading(page, /add a recovery method/i)).toBeVisible();
  await tabTo(page, page.getByLabel('E-mail address'));
  await page.keyboard.type(address);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('6-digit code')).toBeFocused();
  await page.keyboard.type(await mailedCode(address));
  await expect(page.getByRole('list', { name: /recovery codes/i }).getByRole('listitem')).toHaveCount(10);
  await press(page, page.getByRole('button', { name: 'Copy' }));
  await press(page, page.getByLabel(/i have saved them/i), 'Space');
  await press(page, page.getByRole('button', { name: 'Continue' }));
  await press(page, page.getByRole('link', { name: /authenticator app/i }));
  const secret = (await readUri(page)).searchParams.get('secret')!;
  await tabTo(page, page.getByLabel(/code that the app shows/i));
  await page.keyboard.type(await steadyCode(secret, 'previous'));
  await expect(heading(page, /two-step verification is on/i)).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Finish' }));
  await expect(page).toHaveURL(/\/security$/);
});

test('a dialog keeps the focus inside, and gives it back', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  await page.goto('/security/two-step');
  const options = page.getByRole('button', { name: 'Options for Authenticator app' });
  await press(page, options);
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem').last()).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog');
  const inside = () => dialog.evaluate((element) => element.contains(document.activeElement));
  await expect.poll(inside).toBe(true);
  for (let stops = 0; stops < 6; stops++) {
    await page.keyboard.press('Tab');
    expect(await inside()).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(options).toBeFocused();
});
