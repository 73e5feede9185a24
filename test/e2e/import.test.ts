import { readFileSync } from 'node:fs';
import { expectAccessible } from './harness/accessible.ts';
import { giveRole, signUpAs } from './harness/admins.ts';
import { signIn, signUp, somebody } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

/** crypt(3) of this password. */
const PASSWORD = 'correct-horse-battery-staple-é';
const HASH = '$2b$08$abcdefghijklmnopqrstuu/SDktazJuZKzyDj7wiE2mn/GGWnwpgm';

const csv = (...lines: string[]) => ({
  name: 'people.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['E-mail;Name;Password hash;Shoe size', ...lines].join('\r\n')),
});

test('an administrator imports people: file, report, start, end; and they sign in', async ({
  page,
  context,
  otherBrowser,
}) => {
  const admin = await signUpAs(context, 'admin');
  const taken = await signUp(otherBrowser);
  const [ada, bob] = [somebody().email, somebody().email];
  await page.goto('/admin/roles');
  await page.getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Upload and check' }).click();
  await expect(page.getByText('Choose a file')).toBeVisible();

  await page
    .getByLabel('File', { exact: true })
    .setInputFiles(
      csv(
        `${ada};Ada Lovelace;${HASH};38`,
        `${bob};;;`,
        `${taken.email};;;`,
        `${ada.toUpperCase()};;;`,
        'nobody;;;',
      ),
    );
  // What each column seems to be stands there to be changed: what one takes, another gives up.
  const column = (name: string) => page.getByRole('combobox', { name });
  await expect(column('Password hash')).toHaveValue('passwordHash');
  await expect(column('Shoe size')).toHaveValue('');
  await column('Shoe size').selectOption({ label: 'Name' });
  await expect(column('Name')).toHaveValue('');
  await column('Name').selectOption({ label: 'Name' });
  await expect(column('Shoe size')).toHaveValue('');
  await column('E-mail').selectOption({ label: 'Not imported' });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Upload and check' }).click();
  await expect(page.getByText('Say which column is the e-mail address')).toBeVisible();
  await column('E-mail').selectOption({ label: 'E-mail address' });
  await page.getByRole('button', { name: 'Upload and check' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'people.csv' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Waits for you' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Shoe size' })).toContainText('Not imported');
  await expect(page.getByRole('row', { name: taken.email })).toContainText('this address has an account');
  await expect(page.getByRole('row', { name: ada.toUpperCase() })).toContainText(
    'line 2 has this address already',
  );
  await expect(page.getByRole('row', { name: 'nobody' })).toContainText('this is no e-mail address');
  await expectAccessible(page);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the report' }).click();
  const saved = await downloading;
  expect(saved.suggestedFilename()).toBe('report of people.csv');
  expect(readFileSync(await saved.path(), 'utf8').split('\r\n')[1]).toBe(`2,${ada},"Will be made"`);

  await page.getByRole('button', { name: 'Make 2 accounts' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mail everybody an invitation').check();
  await dialog.getByLabel('Reason').fill('The move to the new service');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Make 2 accounts' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Administration' })
    .getByRole('link', { name: 'Import' })
    .click();
  await expect(page.getByRole('listitem').filter({ hasText: admin.email })).toContainText(
    '2 made · 3 left out',
  );

  await signIn(otherBrowser, { email: ada, password: PASSWORD });
});

test('a file that is none, and an import that is stopped', async ({ page, context }) => {
  await signUpAs(context, 'owner');
  await page.goto('/admin/import');
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ ...csv(), name: 'people.jsonl', buffer: Buffer.from('\n\n') });
  await page.getByRole('button', { name: 'Upload and check' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Not readable' })).toBeVisible();
  await page.goto('/admin/import');
  await page.getByLabel('File', { exact: true }).setInputFiles(csv(`${somebody().email};;;`));
  await page.getByRole('button', { name: 'Upload and check' }).click();
  await page.getByRole('button', { name: 'Stop this import' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop this import' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Make/ })).toHaveCount(0);
});

for (const role of ['help-desk', 'auditor'] as const) {
  test(`who is ${role} sees no import, and opens none`, async ({ page, context, findings }) => {
    await signUpAs(context, role);
    await page.goto('/admin/import');
    await expect(page.getByRole('heading', { level: 1, name: 'This page is not open to you' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Import' })).toHaveCount(0);
    expect(findings.every((finding) => finding.includes('403'))).toBe(true);
    findings.length = 0;
  });
}

test('everybody downloads what is kept of him', async ({ page, person }) => {
  await page.goto('/security');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download my data' }).click();
  const kept = JSON.parse(readFileSync(await (await downloading).path(), 'utf8')) as {
    account: { email: string };
    events: { type: string }[];
  };
  expect(kept.account.email).toBe(person.email);
  expect(kept.events.at(-1)?.type).toBe('account.exported');
});

test('an administrator exports what is kept of a person, with a reason; the help desk cannot', async ({
  page,
  context,
  otherBrowser,
}) => {
  const admin = await signUpAs(context, 'admin');
  const person = await signUp(otherBrowser);
  await page.goto(`/admin/people?q=${person.email}`);
  await page.getByRole('link', { name: person.email }).click();
  await page.getByRole('button', { name: 'Export as JSON' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Asked for by letter');
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export as JSON' }).click();
  expect((await downloading).suggestedFilename()).toBe(`${person.email}.json`);
  await expect(dialog).toHaveCount(0);

  await giveRole(admin.email, 'help-desk');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: person.email })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export as JSON' })).toHaveCount(0);
});
