import type { Page } from '@playwright/test';
import { expectAccessible } from './harness/accessible.ts';
import { Authenticators, SYNCED } from './harness/authenticators.ts';
import { addPasskey, PASSKEYS, signOut } from './harness/passkeys.ts';
import { signUpWithTwoStep } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Nothing that axe finds, nothing that hangs over the edge; at a desk and on a phone. */
async function expectSound(page: Page): Promise<void> {
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(tooWide, page.url()).toBe(0);
  }
  await page.setViewportSize(DESK);
}

test('the pages of passkeys are accessible, at a desk and on a phone', async ({ page, protectedPerson }) => {
  const authenticators = await Authenticators.of(page);
  for (const path of [PASSKEYS, '/sign-in/passkey', '/security/two-step/set-up/passkey']) {
    await page.goto(path);
    await expectSound(page);
  }
  const laptop = await authenticators.add(SYNCED);
  await addPasskey(page, 'A laptop with a long name that somebody gave it, as people do');
  await expectSound(page);
  await page.goto(`${PASSKEYS}/add`);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectSound(page);
  await laptop.touch(false);

  await signOut(page);
  await page.getByLabel('E-mail').fill(protectedPerson.email);
  await page.getByLabel('Password', { exact: true }).fill(protectedPerson.password);
  await expectSound(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Use your passkey or security key' })).toBeVisible();
  await expectSound(page);
});

test('on a phone the passkeys are reached from the overview, and lead back to it', async ({
  page,
  context,
}) => {
  await signUpWithTwoStep(context);
  await page.setViewportSize(PHONE);
  await page.goto('/security');
  await page.getByRole('link', { name: 'Security keys and passkeys' }).click();
  await expect(page).toHaveURL(new RegExp(`${PASSKEYS}$`));
  await page.getByRole('link', { name: 'Sign-in & security' }).click();
  await expect(page).toHaveURL(/\/security$/);
});
