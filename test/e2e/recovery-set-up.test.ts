import { expectAccessible } from './harness/accessible.ts';
import { Authenticators, LAPTOP } from './harness/authenticators.ts';
import { signOut } from './harness/passkeys.ts';
import { loseEverything, resetPassword } from './harness/recovering.ts';
import { expect, test } from './harness/test.ts';
import { heading, readUri, saveCodes } from './harness/wizard.ts';

test('the set-up after a recovery asks before it is left, and leads to a passkey, which is then asked for', async ({
  page,
  protectedPerson: person,
}) => {
  await (await Authenticators.of(page)).add(LAPTOP);
  await signOut(page);
  const { email } = person;
  await loseEverything(page, { email, password: await resetPassword(email) });
  await page.getByRole('button', { name: /^Recovery code/ }).click();
  await page.getByLabel('Recovery code').fill(person.recoveryCodes[0]!);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, /what have you lost/i)).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  const codes = await saveCodes(page);
  await page.getByRole('link', { name: 'Authenticator app' }).click();
  await readUri(page);

  // There is a way out of the pages, not out of the session: it is asked about, and begins anew.
  const out = page.getByRole('link', { name: 'Countersign' });
  const dialog = page.getByRole('alertdialog', { name: 'Leave the set-up?' });
  await out.click();
  await expect(dialog).toContainText('recovery codes that you were shown will not work');
  await expect(dialog).toContainText('Remove it from your app');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Stay' }).click();
  await expect(heading(page, /connect your authenticator app/i)).toBeVisible();
  await out.click();
  await dialog.getByRole('button', { name: 'Leave' }).click();
  await expect(heading(page, /what have you lost/i)).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  expect(await saveCodes(page)).not.toEqual(codes);

  await page.getByRole('link', { name: 'Passkey or security key' }).click();
  await expect(heading(page, /create your passkey/i)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create a passkey' }).click();
  await expect(heading(page, /two-step verification/i)).toBeVisible();
  await expect(page.getByText('Set up. Now sign in with your new second step.')).toBeVisible();
  await page.getByRole('button', { name: 'Use your passkey or security key' }).click();
  await expect(heading(page, /sign-in & security/i)).toBeVisible();
  const passkeys = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'Security keys and passkeys' });
  await expect(passkeys).toContainText('Passkey on Linux');
});
