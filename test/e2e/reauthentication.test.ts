import type { Page } from '@playwright/test';
import { answerStaleOnce, renameFactor } from './harness/reauthenticating.ts';
import { steadyCode } from './harness/steady-code.ts';
import { signUpWithTwoStep } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

const rename = (page: Page, name: string) => renameFactor(page, 'Authenticator app', name);

const proof = (page: Page) => page.getByRole('dialog', { name: /confirm it’s you/i });

test('a change asks for the password again, and is then made', async ({ page, protectedPerson }) => {
  await answerStaleOnce(page, '**/v1/factors/*');
  await rename(page, 'My phone');
  await proof(page).getByLabel('Password', { exact: true }).fill('not my password');
  await proof(page).getByRole('button', { name: 'Continue' }).click();
  await expect(proof(page).getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await proof(page).getByLabel('Password', { exact: true }).fill(protectedPerson.password);
  await proof(page).getByRole('button', { name: 'Continue' }).click();
  await expect(proof(page)).toBeHidden();
  await expect(page.getByRole('main')).toContainText('My phone');
});

test('the authenticator app proves it, too', async ({ page, protectedPerson }) => {
  await answerStaleOnce(page, '**/v1/factors/*');
  await rename(page, 'My phone');
  await proof(page)
    .getByRole('button', { name: /use another method/i })
    .click();
  await proof(page)
    .getByRole('button', { name: /authenticator app/i })
    .click();
  await proof(page)
    .getByLabel('6-digit code')
    .fill(await steadyCode(protectedPerson.secret));
  await expect(proof(page)).toBeHidden();
  await expect(page.getByRole('main')).toContainText('My phone');
});

test('closing the dialog changes nothing', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  await answerStaleOnce(page, '**/v1/factors/*');
  await rename(page, 'My phone');
  await expect(proof(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(proof(page)).toBeHidden();
  await page.reload();
  await expect(page.getByRole('main')).toContainText('Authenticator app');
  await expect(page.getByRole('main')).not.toContainText('My phone');
});
