import type { Page } from '@playwright/test';
import { mailbox } from './harness/mailbox.ts';
import { signUpWithTwoStep, type Person } from './harness/people.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';

async function passwordStep(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Two-step verification' })).toBeVisible();
}

const wrongFor = (code: string) => (code === '123456' ? '654321' : '123456');

test('asks for the code of the app after the password, and says how many tries are left', async ({
  page,
  otherBrowser,
}) => {
  const person = await signUpWithTwoStep(otherBrowser);
  await passwordStep(page, person);
  // Half signed in opens nothing else.
  await page.goto('/security/sessions');
  await expect(page).toHaveURL(/\/sign-in\/challenge/);
  const code = await steadyCode(person.secret);
  await page.getByLabel('6-digit code').fill(wrongFor(code));
  await expect(page.getByText(/not right.*4 tries left/i)).toBeVisible();
  await page.getByLabel('6-digit code').fill(await steadyCode(person.secret));
  // The page that was asked for first.
  await expect(page).toHaveURL(/\/security\/sessions$/);
  await expect(page.getByRole('img', { name: 'Level 3 of 3' }).first()).toBeVisible();
});

test('“Use another method” takes a recovery code, as it may be typed, once', async ({
  page,
  otherBrowser,
}) => {
  const person = await signUpWithTwoStep(otherBrowser);
  const [code, next] = person.recoveryCodes as [string, string];
  const useRecoveryCode = async () => {
    await passwordStep(page, person);
    await page.getByRole('link', { name: /use another method/i }).click();
    await page.getByRole('button', { name: /recovery code/i }).click();
  };
  await useRecoveryCode();
  await page.getByLabel('Recovery code').fill(code.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/security$/);
  await expect(page.getByRole('main')).toContainText('9 of 10 left');
  await expect
    .poll(async () => (await mailbox(person.email)).map(({ subject }) => subject))
    .toContain('Countersign: A recovery code was used');

  await page.getByRole('button', { name: /your account/i }).click();
  await page.getByRole('menuitem', { name: /sign out/i }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await useRecoveryCode();
  await page.getByLabel('Recovery code').fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(/not right/i)).toBeVisible();
  await page.getByLabel('Recovery code').fill(next);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/security$/);
});

test('too many wrong codes lock the second factor until a stated time, apart from the others', async ({
  page,
  otherBrowser,
}) => {
  const person = await signUpWithTwoStep(otherBrowser);
  await passwordStep(page, person);
  const wrong = wrongFor(await steadyCode(person.secret));
  const code = page.getByLabel('6-digit code');
  for (const left of [/4 tries left/, /3 tries left/, /2 tries left/, /one try left/]) {
    await code.fill(wrong);
    await expect(page.getByText(left)).toBeVisible();
  }
  await code.fill(wrong);
  await expect(page.getByRole('alert')).toContainText(/too many wrong tries/i);
  await expect(page.getByRole('alert')).toContainText(/try again at \d\d:\d\d/i);
  // Locked means locked: a right code does not help.
  const answered = page.waitForResponse(/\/v1\/challenges/);
  await code.fill(await steadyCode(person.secret));
  await answered;
  await expect(page.getByRole('alert')).toContainText(/too many wrong tries/i);
  await expect(page).toHaveURL(/\/sign-in\/challenge/);
  // The password and the recovery codes have locks of their own, and what can be used now is offered first.
  await page.getByRole('button', { name: /start over/i }).click();
  await passwordStep(page, person);
  await page.getByLabel('Recovery code').fill(person.recoveryCodes[0]!);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/security$/);
});

test('“Start over” leaves a sign-in that was half done', async ({ page, otherBrowser }) => {
  await passwordStep(page, await signUpWithTwoStep(otherBrowser));
  await page.reload();
  await expect(page.getByLabel('6-digit code')).toBeVisible();
  await page.getByRole('button', { name: /start over/i }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto('/sign-in/challenge');
  await expect(page).toHaveURL(/\/sign-in$/);
});
