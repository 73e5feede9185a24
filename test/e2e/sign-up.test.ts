import { mailbox, mailedCode } from './harness/mailbox.ts';
import { signUp, somebody } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

test('signs up with a mailed code, signs out, signs in', async ({ page }) => {
  const { email, password } = somebody();
  await page.goto('/');
  await page.getByRole('link', { name: /create an account/i }).click();
  await expect(page.getByRole('heading', { name: /create your account/i })).toBeVisible();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByRole('heading', { name: /check your mail/i })).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();
  await page.reload();
  await page.getByLabel(/code/i).fill(await mailedCode(email));
  await expect(page.getByRole('heading', { level: 1, name: /sign-in & security/i })).toBeVisible();

  await page.getByRole('button', { name: /your account/i }).click();
  await page.getByRole('menuitem', { name: /sign out/i }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto('/security');
  await expect(page).toHaveURL(/\/sign-in/);

  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/security$/);
});

test('a wrong code says how many tries are left, and the third ends the flow', async ({ page }) => {
  const { email, password } = somebody();
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  const right = await mailedCode(email);
  const wrong = right === '000000' ? '000001' : '000000';
  const code = page.getByLabel(/code/i);
  await code.fill(wrong);
  await expect(page.getByText(/2 tries left/)).toBeVisible();
  await code.fill(wrong);
  await expect(page.getByText(/one try left/)).toBeVisible();
  await code.fill(wrong);
  await expect(page.getByRole('alert')).toBeVisible();
  await page
    .getByRole('link', { name: /start again/i })
    .first()
    .click();
  await expect(page).toHaveURL(/\/sign-up$/);
});

test('each wrong field says what would be right', async ({ page }) => {
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill('nobody');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/like name@example.com/);
  await page.getByLabel('E-mail').fill(somebody().email);
  for (const refused of ['short', 'password1234567', 'aaaaaaaaaaaaaaaaaaaa']) {
    await page.getByLabel('Password', { exact: true }).fill(refused);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  }
});

test('a taken address gets the same page, and its owner a mail', async ({ page, otherBrowser }) => {
  const owner = await signUp(otherBrowser);
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill('another-long-password-here');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: /check your mail/i })).toBeVisible();
  const subjects = async () => (await mailbox(owner.email)).map(({ subject }) => subject);
  await expect.poll(subjects).toContainEqual(expect.stringMatching(/already have/));
});

test('a wrong password and an unknown address are refused in the same words', async ({
  page,
  otherBrowser,
}) => {
  const owner = await signUp(otherBrowser);
  const texts = [];
  for (const email of [owner.email, somebody().email]) {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('certainly not this one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/do not match/);
    texts.push(await page.getByRole('main').innerText());
  }
  expect(texts[0]).toBe(texts[1]);
});
