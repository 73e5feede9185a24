import type { Page } from '@playwright/test';
import { expectAccessible } from './harness/accessible.ts';
import { Authenticators } from './harness/authenticators.ts';
import { answerWith, ask, CHECK, connect, openAccount, signedIn, test } from './harness/phones.ts';
import { expect } from './harness/test.ts';
import { heading } from './harness/wizard.ts';

/** A phone with a fingerprint reader. */
const fingerOf = async (app: Page) => (await Authenticators.of(app)).add();

/** In the list of sessions of a signed-in page. */
const expectLevel = async (page: Page, level: number) => {
  await page.goto('/security/sessions');
  await expect(page.getByRole('img', { name: `Level ${level} of 3` }).first()).toBeVisible();
};

test('a phone that checks its owner: offered while it joins, asked at each approval, and it counts for more', async ({
  page,
  protectedPerson,
  otherBrowser,
  phone,
}) => {
  await page.goto('/security/two-step/set-up/countersign-push');
  await expect(page.getByRole('img', { name: /qr code/i })).toBeVisible();
  const app = await phone.newPage();
  const finger = await fingerOf(app);
  await app.goto((await page.locator('a[target="_blank"]').getAttribute('href'))!);
  await app.getByLabel('Name of this device').fill('Pixel');
  await app.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(app, CHECK)).toBeVisible();
  await expectAccessible(app);
  // A finger that is not known: nothing is lost by it.
  await finger.verify(false);
  await app.getByRole('button', { name: 'Check each time' }).click();
  await expect(app.getByRole('alert')).toBeVisible();
  await finger.verify(true);
  await app.getByRole('button', { name: 'Check each time' }).click();
  await expect(heading(app, /compare the numbers/i)).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/it checks that it is you/i);
  await expectAccessible(page);
  await page.getByRole('button', { name: /yes, the same/i }).click();
  await expect(heading(app, /this device is connected/i)).toBeVisible();
  await app.getByRole('button', { name: 'Done' }).click();
  await page.goto('/security/two-step');
  await expect(page.getByRole('listitem').filter({ hasText: 'Pixel' })).toContainText(
    /checks that it is you each time/i,
  );

  const other = await otherBrowser.newPage();
  const number = await ask(other, protectedPerson);
  await expect(heading(app, /are you signing in/i)).toBeVisible();
  await expect(app.getByText(/this device then checks that it is you/i)).toBeVisible();
  await finger.verify(false);
  await answerWith(app, number);
  await expect(app.getByRole('alert')).toBeVisible();
  await finger.verify(true);
  await app.getByRole('button', { name: 'Approve' }).click();
  await signedIn(other);
  await expectLevel(other, 3);
});

test('it is begun and ended in the app, and ended only by who the phone knows', async ({
  context,
  protectedPerson,
  otherBrowser,
  phone,
}) => {
  const app = await connect(context, phone);
  const finger = await fingerOf(app);
  await app.reload();
  const other = await otherBrowser.newPage();
  await answerWith(app, await ask(other, protectedPerson));
  await signedIn(other);
  await expectLevel(other, 2);
  await app.getByRole('button', { name: 'Done' }).click();

  await openAccount(app);
  await expect(app.getByRole('region', { name: /code for when/i })).toBeVisible();
  await expectAccessible(app);
  await app.getByRole('button', { name: 'Check each time' }).click();
  await expect(app.getByText(/before each approval/i)).toBeVisible();
  await expectAccessible(app);
  const page = await context.newPage();
  await page.goto('/security/two-step');
  const row = page.getByRole('listitem').filter({ hasText: 'Pixel' });
  await expect(row).toContainText(/checks that it is you/i);

  await finger.verify(false);
  await app.getByRole('button', { name: 'No longer check' }).click();
  await expect(app.getByRole('alert')).toBeVisible();
  await finger.verify(true);
  await app.getByRole('button', { name: 'No longer check' }).click();
  await expect(app.getByRole('button', { name: 'Check each time' })).toBeVisible();
  await page.reload();
  await expect(row).toContainText(/added/i);
  await expect(row).not.toContainText(/checks that it is you/i);
  await page.goto('/security/activity');
  await expect(page.getByRole('main')).toContainText(/no longer checks that it is you/i);
});
