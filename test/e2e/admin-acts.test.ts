import type { Page } from '@playwright/test';
import { steadyStep } from '../../scripts/steady-step.ts';
import { totpCode } from '../../scripts/totp-code.ts';
import { giveRole, signUpAs } from './harness/admins.ts';
import { ContextClient } from './harness/context-client.ts';
import { signUpWithTwoStep } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

const REASON = 'Recognized on the phone';

/** Each act on a person's page: its row, its button, what it says when it is done. */
const ACTS = [
  ['End the wait after wrong tries', 'Unlock', 'There was nothing to do.'],
  ['Void the recovery codes', 'Void', 'The recovery codes were voided.'],
  ['Sign out everywhere', 'Sign out', 'They were signed out everywhere.'],
  ['Remove one sign-in method', 'Remove', 'The method was removed.'],
  ['Require a new second step', 'Require', 'They set up a new second step at their next sign-in.'],
  ['Reset all second steps', 'Reset', 'The sign-in was reset. Issue a pass when they need one.'],
] as const;

const acts = (page: Page) => page.getByRole('region', { name: 'Help and reset' });

async function addApp(client: ContextClient, name: string): Promise<void> {
  const { enrollment } = await client.call<{ enrollment: { id: string; secret: string } }>(
    'POST',
    '/v1/enrollments',
    { method: 'totp', name },
  );
  await steadyStep();
  const code = totpCode(enrollment.secret, -1);
  await client.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code });
}

test('the help desk does every act on a person’s page, each with its reason, and each is in his activity', async ({
  page,
  context,
  otherBrowser,
}) => {
  test.slow();
  const { email: agent } = await signUpAs(context, 'help-desk');
  const { email } = await signUpWithTwoStep(otherBrowser);
  const client = new ContextClient(otherBrowser);
  await addApp(client, 'Old phone');
  await page.goto(`/admin/people?q=${email}`);
  await page.getByRole('link', { name: email }).click();
  const dialog = page.getByRole('dialog');
  for (const [title, action, done] of ACTS) {
    await acts(page).getByRole('listitem').filter({ hasText: title }).getByRole('button').click();
    if (action === 'Remove') await dialog.getByLabel('Method').selectOption({ label: 'Old phone' });
    await dialog.getByLabel('Reason').fill(REASON);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await expect(page.getByText(done)).toBeVisible();
    await expect(dialog).toHaveCount(0);
    if (action === 'Sign out') expect((await client.request('GET', '/v1/session')).status).toBe(401);
  }
  const signIn = page.getByRole('region', { name: 'How they sign in' });
  await expect(signIn.getByRole('listitem')).toHaveText(/Password/);
  const activity = page.getByRole('region', { name: 'Activity' });
  await expect(activity.getByText(`By ${agent} (Help desk)`).first()).toBeVisible();
  await expect(activity.getByText(REASON).first()).toBeVisible();

  // An owner’s account is not the help desk’s to act on.
  await page.goto('/admin/people?role=owner');
  await page.getByRole('region', { name: 'People' }).getByRole('listitem').first().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await expect(acts(page)).toHaveCount(0);
});

test('owners and administrators act on a person’s page, too; an auditor reads it', async ({
  page,
  context,
  otherBrowser,
}) => {
  const admin = await signUpAs(context, 'owner');
  const { email } = await signUpWithTwoStep(otherBrowser);
  await page.goto(`/admin/people?q=${email}`);
  await page.getByRole('link', { name: email }).click();
  await expect(page.getByRole('heading', { level: 1, name: email })).toBeVisible();
  for (const role of ['owner', 'admin', 'auditor'] as const) {
    await giveRole(admin.email, role);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
    const may = role === 'auditor' ? 0 : 1;
    await expect(acts(page)).toHaveCount(may);
    await expect(page.getByRole('button', { name: 'Export as JSON' })).toHaveCount(may);
    await expect(page.getByRole('region', { name: 'Groups' })).toBeVisible();
    if (!may) continue;
    await acts(page).getByRole('button', { name: /^Void/ }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill(REASON);
    await page.getByRole('dialog').getByRole('button', { name: 'Void', exact: true }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});
