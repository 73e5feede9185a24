import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expectAccessible } from './harness/accessible.ts';
import { asOwner, giveRole, signUpAs } from './harness/admins.ts';
import { signUp, signUpWithTwoStep } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

const run = promisify(execFile);
const verifier = (...args: string[]) => run(process.execPath, ['verifier/countersign-verify.js', ...args]);

test('an auditor finds what happened, keeps it as an address, and reads every detail', async ({
  page,
  context,
  otherBrowser,
}) => {
  await signUpAs(context, 'auditor');
  const { email } = await signUpWithTwoStep(otherBrowser);
  await giveRole(email, 'help-desk');
  await expect
    .poll(async () => {
      const path = `/v1/admin/events?person=${email}`;
      const { events } = await asOwner<{ events: { type: string }[] }>('GET', path);
      return events.map(({ type }) => type);
    })
    .toContain('account.role-changed');

  await page.goto('/admin/audit');
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
  await page.getByRole('button', { name: 'Filter' }).click();
  await expectAccessible(page);
  await page.getByLabel('Person', { exact: true }).fill(email);
  await page.getByLabel('Event').selectOption({ label: 'Role changed (the person’s record)' });
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/audit\?person=.+&type=account\.role-changed$/);
  await expect(page.getByRole('button', { name: 'Filter' })).toBeFocused();

  const rows = page.locator('details');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Role given: Help desk');
  await expect(rows).toContainText(/by .+@example\.com: For a test/);
  await rows.locator('summary').click();
  await expect(rows).toContainText('account.role-changed');
  await expect(rows).toContainText(/Hash [\w-]{43}/);
  await expectAccessible(page);

  await page.reload();
  await expect(rows).toHaveCount(1);
  await page.getByRole('link', { name: /^Event: .* Remove this filter$/ }).click();
  await expect(page).toHaveURL(/\/admin\/audit\?person=[^&]+$/);
  await expect(rows.filter({ hasText: 'Account created' })).toHaveCount(1);
});

test('what happens now appears by itself while it is followed', async ({ page, context, otherBrowser }) => {
  await signUpAs(context, 'admin');
  await page.goto('/admin/audit?type=account.created');
  await page.getByLabel('Follow live').check();
  await expect(page.getByText('What happens now appears at the top by itself.')).toBeVisible();
  const { email } = await signUp(otherBrowser);
  await expect(page.locator('details').filter({ hasText: email })).toContainText('Account created');
  await page.getByLabel('Follow live').uncheck();
  await expect(page.getByText('What happens now appears at the top by itself.')).toHaveCount(0);
});

test('an owner exports the log, and the verifier holds it to an earlier head', async ({
  page,
  context,
  request,
}, info) => {
  await signUpAs(context, 'owner');
  await asOwner('POST', '/v1/admin/events/export', { format: 'csv', type: 'audit.exported' }).catch(
    () => undefined,
  );
  const head = info.outputPath('head.json');
  await writeFile(head, await (await request.get('/.well-known/countersign-audit.json')).text());

  await page.goto('/admin/audit');
  const save = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    const file = info.outputPath(download.suggestedFilename());
    await download.saveAs(file);
    return file;
  };
  const csv = await save('Export CSV');
  expect(csv).toMatch(/audit-[\dT-]+\.csv$/);
  await expect(page.getByText('The export is among your downloads.')).toBeVisible();
  const file = await save('Export JSON Lines');
  await expect(
    page.locator('details').filter({ hasText: 'Audit log exported as JSONL' }).first(),
  ).toBeVisible();

  expect((await verifier('--head', head, file)).stdout).toMatch(
    /^ok {5}\d+ events of \d+ chains, 1 to \d+\nok /,
  );
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"type":"account.created"', '"type":"account.removed"'));
  await expect(verifier('--head', head, file)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^FOUND {2}event \d+ was changed\n$/),
  });
  await expect(verifier(file)).rejects.toMatchObject({ code: 2 });
});

test('the help desk does not see it', async ({ page, context, findings }) => {
  await signUpAs(context, 'help-desk');
  await page.goto('/admin/audit');
  await expect(page.getByRole('heading', { name: 'This page is not open to you' })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  expect(findings.every((finding) => finding.includes('403'))).toBe(true);
  findings.length = 0;
});
