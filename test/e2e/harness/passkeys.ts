import type { Page } from '@playwright/test';
import { expect } from './test.ts';

export const PASSKEYS = '/security/passkeys';

/** The list of the passkeys page: one passkey's row. */
export const passkeyRow = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Yours' }).getByRole('listitem').filter({ hasText: name });

/** Adds a passkey with whatever authenticator answers. @returns the name that was suggested */
export async function addPasskey(page: Page, name?: string): Promise<string> {
  await page.goto(`${PASSKEYS}/add`);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  const field = page.getByLabel('Name');
  await expect(field).toBeVisible();
  const suggested = await field.inputValue();
  if (name) await field.fill(name);
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(passkeyRow(page, name ?? suggested)).toBeVisible();
  return suggested;
}

export async function signOut(page: Page): Promise<void> {
  await page.goto('/security');
  await page.getByRole('button', { name: /your account/i }).click();
  await page.getByRole('menuitem', { name: /sign out/i }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
}
