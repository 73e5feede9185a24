import { mailbox } from './harness/mailbox.ts';
import { signIn } from './harness/people.ts';
import { expect, test } from './harness/test.ts';
import { shownCodes } from './harness/wizard.ts';

test('regenerating shows new codes once and ends the old ones', async ({
  page,
  protectedPerson,
  otherBrowser,
}) => {
  await page.goto('/security/recovery-codes');
  await expect(page.getByRole('main')).toContainText('10 of 10 left');
  await page.getByRole('button', { name: /make new codes/i }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /make new codes/i })
    .click();
  await expect(page.getByRole('list', { name: /recovery codes/i }).getByRole('listitem')).toHaveCount(10);
  const codes = await shownCodes(page);
  expect(codes).not.toEqual(protectedPerson.recoveryCodes);

  // They are never shown again, so leaving unsaved asks.
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByRole('button', { name: 'Done' })).toBeDisabled();
  await page.getByLabel(/i have saved them/i).check();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('main')).toContainText('10 of 10 left');
  await expect(page.getByText(codes[0]!)).toBeHidden();
  await expect
    .poll(async () => (await mailbox(protectedPerson.email)).map(({ subject }) => subject))
    .toContain('Countersign: New recovery codes were made');

  await expect(signIn(otherBrowser, protectedPerson, protectedPerson.recoveryCodes[0])).rejects.toThrow(
    'wrong-code',
  );
  await signIn(otherBrowser, protectedPerson, codes[0]);
  await page.reload();
  await expect(page.getByRole('main')).toContainText('9 of 10 left');
});
