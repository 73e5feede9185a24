import type { Page } from '@playwright/test';
import { steadyCode } from './harness/steady-code.ts';
import { signUpWithTwoStep } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

/**
 * Five minutes cannot be made to pass in the service, so the first answer is written here as the Worker gives
 * it; that it gives it in time is tested in workerd (test/worker). Everything after it is real.
 */
async function answerStaleOnce(page: Page, url: string): Promise<void> {
  await page.route(
    url,
    (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:countersign:problem:reauthentication-required',
          title: 'Confirm that it is you first',
          status: 403,
        }),
      }),
    { times: 1 },
  );
}

async function rename(page: Page, name: string): Promise<void> {
  await page.goto('/security/two-step');
  await page.getByRole('button', { name: 'Options for Authenticator app' }).click();
  await page.getByRole('menuitem', { name: /rename/i }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Save' }).click();
}

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
