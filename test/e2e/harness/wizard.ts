import type { Page } from '@playwright/test';
import { mailedCode } from './mailbox.ts';
import { steadyCode } from './steady-code.ts';
import { expect } from './test.ts';

/** The steps of the set-up, as a person goes through them. Each ends on the next one's page. */

export const heading = (page: Page, name: RegExp) => page.getByRole('heading', { level: 1, name });

export async function addRecoveryMail(page: Page, address: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(address);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await page.getByLabel('6-digit code').fill(await mailedCode(address));
  await expect(heading(page, /save your recovery codes/i)).toBeVisible();
}

export const shownCodes = (page: Page) =>
  page
    .getByRole('list', { name: /recovery codes/i })
    .getByRole('listitem')
    .allInnerTexts();

/** @returns the codes */
export async function saveCodes(page: Page): Promise<string[]> {
  await expect(page.getByRole('list', { name: /recovery codes/i }).getByRole('listitem')).toHaveCount(10);
  const codes = await shownCodes(page);
  await page.getByLabel(/i have saved them/i).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, /choose your second step/i)).toBeVisible();
  return codes;
}

export async function chooseApp(page: Page): Promise<void> {
  await page.getByRole('link', { name: /authenticator app/i }).click();
  await expect(heading(page, /connect your authenticator app/i)).toBeVisible();
}

/** What a phone reads from the page: the otpauth URI. */
export async function readUri(page: Page): Promise<URL> {
  const link = page.locator('a[href^="otpauth://"]');
  await link.waitFor({ state: 'attached' });
  return new URL((await link.getAttribute('href'))!);
}

/** Confirms with the code of the step before, so that the current one is left. @returns the secret, base32 */
export async function confirmApp(page: Page): Promise<string> {
  const secret = (await readUri(page)).searchParams.get('secret')!;
  await page.getByLabel(/code that the app shows/i).fill(await steadyCode(secret, 'previous'));
  await expect(heading(page, /two-step verification is on/i)).toBeVisible();
  return secret;
}
