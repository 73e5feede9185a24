import type { Page } from '@playwright/test';
import type { Person } from './harness/people.ts';
import { connect, shownNumber, test } from './harness/phones.ts';
import { expect } from './harness/test.ts';
import { heading } from './harness/wizard.ts';

/** Gives the password in another browser, up to the number. @returns the number */
async function ask(page: Page, { email, password }: Person): Promise<string> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(heading(page, /two-step verification/i)).toBeVisible();
  if (await page.getByLabel('6-digit code').isVisible()) await choosePush(page);
  return numberOn(page);
}

async function choosePush(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Use another method' }).click();
  await page.getByRole('button', { name: /countersign push/i }).click();
}

const numberOn = (page: Page) => shownNumber(page, 'Number to type on your phone');

const other = (number: string) => String((Number(number) + 1) % 100).padStart(2, '0');

test('the number is typed on the phone, and the other screen is signed in without a reload', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
}) => {
  const app = await connect(context, phone);
  const page = await otherBrowser.newPage();
  const number = await ask(page, protectedPerson);
  expect(number).toMatch(/^\d{2}$/);
  await expect(app.getByText('Safari on iOS')).toBeVisible();
  await expect(app.getByText(protectedPerson.email)).toBeVisible();
  await app.getByLabel('Number on the other screen').fill(number);
  let loads = 0;
  page.on('load', () => loads++);
  const started = Date.now();
  await app.getByRole('button', { name: 'Approve' }).click();
  await page.waitForURL(/\/security$/);
  await expect(heading(page, /sign-in & security/i)).toBeVisible();
  console.log(`From “Approve” on the phone to the signed-in page: ${Date.now() - started} ms`);
  expect(loads).toBe(0);
  await expect(heading(app, /^approved$/i)).toBeVisible();
  await app.getByRole('button', { name: 'Done' }).click();
  await app.getByRole('link', { name: 'Activity' }).click();
  await expect(app.getByRole('listitem').filter({ hasText: 'Approved' })).toContainText('Safari on iOS');
});
