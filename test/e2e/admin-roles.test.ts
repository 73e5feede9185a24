import { expectAccessible } from './harness/accessible.ts';
import { giveRole, signUpAs } from './harness/admins.ts';
import { signUp } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

test('an owner gives, changes and takes away a role, each with its reason', async ({
  page,
  context,
  otherBrowser,
}) => {
  await signUpAs(context, 'owner');
  const { email } = await signUp(otherBrowser);
  await page.goto('/security');
  await page.getByRole('button', { name: /your account/i }).click();
  await page.getByRole('menuitem', { name: 'Administration' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page.goto('/admin/roles');
  await expect(page.getByRole('heading', { level: 1, name: 'Roles' })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('E-mail').fill('nobody-at-all@example.com');
  await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Auditor' });
  await page.getByRole('button', { name: 'Give the role' }).click();
  await expect(page.getByText('Say why, in at least 4 characters')).toBeVisible();
  await page.getByLabel('Reason').fill('Yearly audit');
  await page.getByRole('button', { name: 'Give the role' }).click();
  await expect(page.getByText('Nobody has an account with that address.')).toBeVisible();
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Give the role' }).click();
  const row = page.getByRole('listitem').filter({ hasText: email });
  await expect(row).toContainText('Auditor');

  await row.getByRole('button', { name: /^Change/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Role', { exact: true }).selectOption({ label: 'Help desk' });
  await dialog.getByLabel('Reason').fill('Moved to the help desk');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Change' }).click();
  await expect(row).toContainText('Help desk');
  await expect(dialog).toHaveCount(0);

  await row.getByRole('button', { name: /^Take away/ }).click();
  await dialog.getByLabel('Reason').fill('Left the company');
  await dialog.getByRole('button', { name: 'Take away' }).click();
  await expect(row).toHaveCount(0);
});

test('who has no role, or no second step, is told so, and what to do', async ({ page, person, findings }) => {
  await page.goto('/admin/roles');
  await expect(page.getByRole('heading', { name: 'This page is for administrators' })).toBeVisible();
  await expectAccessible(page);
  await giveRole(person.email, 'auditor');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Set up two-step verification first' })).toBeVisible();
  await page.getByRole('link', { name: 'Set up two-step verification' }).click();
  await expect(page).toHaveURL(/two-step\/set-up/);
  // Each refusal of the API is a line in the browser's console.
  expect(findings.every((finding) => finding.includes('403'))).toBe(true);
  findings.length = 0;
});

test('auditors and administrators see who has a role, and change none; the help desk does not see it', async ({
  page,
  context,
  findings,
}) => {
  const { email } = await signUpAs(context, 'auditor');
  await page.goto('/admin/roles');
  await expect(page.getByRole('listitem').filter({ hasText: `${email} (you)` })).toContainText('Auditor');
  await expect(page.getByRole('button', { name: /Give the role|Change|Take away/ })).toHaveCount(0);
  // The table scrolls in itself on a phone, not the page.
  await page.setViewportSize({ width: 360, height: 780 });
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(wider).toBe(0);

  await giveRole(email, 'admin');
  await page.reload();
  await expect(page.getByRole('listitem').filter({ hasText: `${email} (you)` })).toContainText(
    'Administrator',
  );
  await expect(page.getByRole('button', { name: /Give the role|Change|Take away/ })).toHaveCount(0);
  await giveRole(email, 'help-desk');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible();
  expect(findings.every((finding) => finding.includes('403'))).toBe(true);
  findings.length = 0;
});
