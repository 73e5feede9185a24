import type { Page } from '@playwright/test';
import { ApiClient } from '../../../scripts/api-client.ts';
import { mailedCode, newestMail } from './mailbox.ts';
import type { Person } from './people.ts';
import { ORIGIN } from './service.ts';
import { expect } from './test.ts';
import { heading } from './wizard.ts';

/** Gives the password, then says that everything is lost. */
export async function loseEverything(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: 'I have lost all of these' }).click();
  await expect(heading(page, /get back into your account/i)).toBeVisible();
}

export async function addRecoveryAddress(client: ApiClient, address: string): Promise<void> {
  const wish = { method: 'email', address };
  const { enrollment } = await client.call<{ enrollment: { id: string } }>('POST', '/v1/enrollments', wish);
  const code = await client.mailedCode(address);
  await client.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code });
}

/** Sets a new password by a mailed code, as on a browser of its own. @returns it */
export async function resetPassword(email: string): Promise<string> {
  const client = new ApiClient(ORIGIN);
  const after = await newestMail(email);
  const { flow } = await client.call<{ flow: string }>('POST', '/v1/recovery/password', { email });
  const newPassword = 'another-one-for-the-list';
  const code = await mailedCode(email, after);
  await client.call('POST', '/v1/recovery/password/confirm', { flow, code, newPassword });
  return newPassword;
}
