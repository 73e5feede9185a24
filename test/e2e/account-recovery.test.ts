import type { Page } from '@playwright/test';
import { expectAccessible } from './harness/accessible.ts';
import { ContextClient } from './harness/context-client.ts';
import { mailbox, mailedCode, newestMail } from './harness/mailbox.ts';
import { signOut } from './harness/passkeys.ts';
import { signIn } from './harness/people.ts';
import { addRecoveryAddress, loseEverything, resetPassword } from './harness/recovering.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';
import { readUri } from './harness/wizard.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('who lost every second step proves it, waits, and is stopped by the link of a mail', async ({
  page,
  context,
  protectedPerson: person,
  otherBrowser,
}) => {
  const address = `recovery.${person.email}`;
  await addRecoveryAddress(new ContextClient(context), address);
  await signOut(page);
  const after = await newestMail(address);
  await loseEverything(page, person);
  await expect(page.getByText('Then you wait 24 hours')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^E-mail/ }).click();
  await expect(heading(page, 'Prove that it is you')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('6-digit code').fill(await mailedCode(address, after));
  await expect(heading(page, 'Your recovery has begun')).toBeVisible();
  await expect(page.getByText(/^2[34] h \d\d min$/)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(heading(page, 'Your recovery has begun')).toBeVisible();

  await signIn(otherBrowser, person, person.recoveryCodes[0]);
  const other = await otherBrowser.newPage();
  await other.goto('/security');
  await expect(other.getByText('Somebody is recovering this account')).toBeVisible();
  await expectAccessible(other);

  const link = async () =>
    (await mailbox(person.email)).flatMap(({ text }) => /\S+\/recover\/cancel#\S+/.exec(text) ?? [])[0];
  await expect.poll(link).toBeTruthy();
  await other.goto((await link())!);
  await expect(heading(other, 'Stop this recovery?')).toBeVisible();
  await expectAccessible(other);
  await other.getByRole('button', { name: 'Stop the recovery' }).click();
  await expect(heading(other, 'The recovery was stopped')).toBeVisible();
  await expectAccessible(other);
  await page.reload();
  await expect(heading(page, 'Sign in')).toBeVisible();
  await other.goto('/security');
  await expect(heading(other, 'Sign-in & security')).toBeVisible();
  await expect(other.getByText('Somebody is recovering this account')).toHaveCount(0);
});

test('a recovery that is open is stopped on the overview', async ({
  page,
  context,
  protectedPerson: person,
  otherBrowser,
}) => {
  const address = `recovery.${person.email}`;
  await addRecoveryAddress(new ContextClient(context), address);
  await signIn(otherBrowser, person);
  const asker = new ContextClient(otherBrowser);
  const after = await newestMail(address);
  const { challenge } = await asker.call<{ challenge: { id: string } }>('POST', '/v1/recovery/challenges', {
    method: 'email',
  });
  const code = await mailedCode(address, after);
  await asker.call('POST', `/v1/recovery/challenges/${challenge.id}/verify`, { code });

  await page.goto('/security');
  await page.getByRole('button', { name: 'Stop it' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop it' }).click();
  await expect(page.getByText('The recovery was stopped', { exact: true })).toBeVisible();
  await expect(page.getByText('Somebody is recovering this account')).toHaveCount(0);
});

test('a recovery code after a reset leads to a new second step, which is then asked for', async ({
  page,
  protectedPerson: person,
}) => {
  await signOut(page);
  const { email } = person;
  await loseEverything(page, { email, password: await resetPassword(email) });
  await page.getByRole('button', { name: /^Recovery code/ }).click();
  await page.getByLabel('Recovery code').fill(person.recoveryCodes[0]!);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'What have you lost?')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /authenticator app/i })).toBeChecked();
  await expectAccessible(page);
  // Every other page leads back here.
  await page.goto('/security');
  await expect(heading(page, 'What have you lost?')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Save your recovery codes')).toBeVisible();
  await page.getByLabel('I have saved them').check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Choose your second step')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Authenticator app' }).click();
  const secret = (await readUri(page)).searchParams.get('secret')!;
  await expectAccessible(page);
  await page.getByLabel(/enter the code/i).fill(await steadyCode(secret, 'previous'));
  await expect(heading(page, 'Two-step verification')).toBeVisible();
  await page.getByLabel('6-digit code').fill(await steadyCode(secret));
  await expect(heading(page, 'Sign-in & security')).toBeVisible();
});

test('an administrator can be asked, with nothing but an address', async ({ page, person, otherBrowser }) => {
  const asking = await otherBrowser.newPage();
  await asking.goto('/recover/help');
  await expect(heading(asking, 'Ask an administrator')).toBeVisible();
  await expectAccessible(asking);
  await asking.getByLabel('E-mail').fill(person.email);
  await asking.getByLabel('What happened').fill('My phone fell into the sea.');
  await asking.getByRole('button', { name: 'Send' }).click();
  await expect(heading(asking, 'Your request was sent')).toBeVisible();
  await expectAccessible(asking);
  await expect
    .poll(async () => (await mailbox(person.email)).map(({ subject }) => subject))
    .toContain('Countersign: Somebody asked an administrator for help');
  await page.goto('/security/activity');
  await expect(page.getByText('An administrator was asked for help')).toBeVisible();
});
