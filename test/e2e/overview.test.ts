import { expect, test } from './harness/test.ts';

test('shows a new account what protects it and what to do next', async ({ page, person }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/security$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Sign-in & security' })).toBeVisible();
  await expect(
    page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: 'Two-step verification' })
      .getByText('Off'),
  ).toBeVisible();
  await expect(
    page.getByRole('main').getByRole('listitem').filter({ hasText: 'Recovery methods' }),
  ).toContainText('None yet');
  await expect(page.getByText('This device')).toBeVisible();
  await expect(page.getByText('Account created')).toBeVisible();
  await expect(page.getByText(person.email).first()).toBeVisible();
  await page
    .getByRole('region', { name: /what to do next/i })
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(/\/security\/two-step\/set-up\//);
});

test('shows a protected account its methods and the codes left', async ({ page, protectedPerson }) => {
  await page.goto('/security');
  const row = (text: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: text });
  await expect(row('Two-step verification').first().getByText('On', { exact: true })).toBeVisible();
  await expect(row('Two-step verification').first()).toContainText('Authenticator app');
  await expect(row('Recovery codes').first()).toContainText(
    `${protectedPerson.recoveryCodes.length} of 10 left`,
  );
  await expect(page.getByRole('heading', { name: /add a recovery method/i })).toBeVisible();
});
