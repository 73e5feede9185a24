import { mailbox, mailedCode, newestMail } from './harness/mailbox.ts';
import { signIn, signUpWithTwoStep } from './harness/people.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';

const NEW_PASSWORD = 'copper-lantern-quiet-harbour';
const subjects = async (to: string) => (await mailbox(to)).map(({ subject }) => subject);

test('changing the password can end the other sessions, or leave them', async ({
  page,
  person,
  otherBrowser,
}) => {
  await signIn(otherBrowser, person);
  const other = await otherBrowser.newPage();
  await page.goto('/security/password');
  await page.getByLabel('New password').fill('too short');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByLabel(/end all other sessions/i).uncheck();
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page).toHaveURL(/\/security$/);
  await other.goto('/security');
  await expect(other).toHaveURL(/\/security$/);
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();

  await page.goto('/security/password');
  await page.getByLabel('New password').fill(`${NEW_PASSWORD}-again`);
  await expect(page.getByLabel(/end all other sessions/i)).toBeChecked();
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page).toHaveURL(/\/security$/);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await expect.poll(() => subjects(person.email)).toContain('Countersign: Your password was changed');
  await expect(signIn(otherBrowser, person)).rejects.toThrow('wrong-credentials');
  await signIn(otherBrowser, { ...person, password: `${NEW_PASSWORD}-again` });
});

test('a forgotten password is reset by a mailed code, and the second step is still asked for', async ({
  page,
  otherBrowser,
}) => {
  const person = await signUpWithTwoStep(otherBrowser);
  const before = await newestMail(person.email);
  await page.goto('/sign-in');
  await page.getByRole('link', { name: /forgot/i }).click();
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByRole('button', { name: /send the code/i }).click();
  await expect(page.getByRole('heading', { name: /set a new password/i })).toBeVisible();
  await page.reload();
  await page.getByLabel(/code/i).fill(await mailedCode(person.email, before));
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: /set the password/i }).click();

  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByRole('status').filter({ hasText: /password is changed/i })).toBeVisible();
  await expect.poll(() => subjects(person.email)).toContain('Countersign: Your password was reset');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('6-digit code').fill(await steadyCode(person.secret));
  await expect(page).toHaveURL(/\/security$/);
  // Nothing was removed by it.
  await expect(page.getByRole('main')).toContainText('10 of 10 left');
  await expect(page.getByRole('main')).toContainText('Authenticator app');
  const ended = await otherBrowser.newPage();
  await ended.goto('/security');
  await expect(ended).toHaveURL(/\/sign-in/);
});

test('an address without an account sees the same pages, and a wrong code is refused', async ({ page }) => {
  await page.goto('/recover');
  await page.getByLabel('E-mail').fill('nobody-here@example.com');
  await page.getByRole('button', { name: /send the code/i }).click();
  await expect(page.getByRole('heading', { name: /set a new password/i })).toBeVisible();
  await page.getByLabel(/code/i).fill('ABCD-1234');
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: /set the password/i }).click();
  await expect(page.getByText(/2 tries left/i)).toBeVisible();
});
