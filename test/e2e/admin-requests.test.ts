import { expectAccessible } from './harness/accessible.ts';
import { signUpAs } from './harness/admins.ts';
import { ContextClient } from './harness/context-client.ts';
import { mailbox } from './harness/mailbox.ts';
import { signUpWithTwoStep, type Person } from './harness/people.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';
import { heading, readUri } from './harness/wizard.ts';
import type { BrowserContext, Page } from '@playwright/test';

const WORDS = 'My phone is in the lake';

/** Asks for help as somebody who only knows the address. */
const askForHelp = (context: BrowserContext, { email }: Person) =>
  new ContextClient(context).call('POST', '/v1/recovery/help', { email, words: WORDS });

/** The queue, once it shows this person. */
async function queueWith(page: Page, { email }: Person) {
  await page.goto('/admin/requests');
  await expect(page.getByRole('heading', { level: 1, name: 'Requests for help' })).toBeVisible();
  const card = page.getByRole('listitem').filter({ hasText: email });
  // The list hears of it some seconds later, and looks again every ten.
  await expect(card).toBeVisible({ timeout: 60_000 });
  return card;
}

test('the help desk hands a pass to somebody who asked; it opens, beside the password, a new second step', async ({
  page,
  context,
  otherBrowser,
}) => {
  await signUpAs(context, 'help-desk');
  const person = await signUpWithTwoStep(otherBrowser);
  const client = new ContextClient(otherBrowser);
  await client.call('DELETE', '/v1/session');
  await askForHelp(otherBrowser, person);
  const card = await queueWith(page, person);
  await expect(card).toContainText('Nothing proven');
  await expect(card).toContainText(WORDS);
  await expectAccessible(page);

  await card.getByRole('button', { name: /^Issue a pass/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Issue a pass' }).click();
  await expect(dialog.getByText('Say why, in at least 4 characters')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Called back on the number in the directory');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Issue a pass' }).click();
  await expect(dialog.getByText('It is shown only now')).toBeVisible();
  await expectAccessible(page);
  const pass = await dialog.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'I have handed it over' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(card).toHaveCount(0);

  const theirs = await otherBrowser.newPage();
  await theirs.goto('/sign-in');
  await theirs.getByLabel('E-mail').fill(person.email);
  await theirs.getByLabel('Password', { exact: true }).fill(person.password);
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await theirs.getByRole('link', { name: 'Use a temporary access pass' }).click();
  await expect(heading(theirs, /temporary access pass/i)).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByLabel('Pass', { exact: true }).fill(pass.toLowerCase());
  await theirs.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(theirs, /what have you lost/i)).toBeVisible();
  await theirs.getByRole('button', { name: 'Continue' }).click();
  await theirs.getByLabel('I have saved them').check();
  await theirs.getByRole('button', { name: 'Continue' }).click();
  await theirs.getByRole('link', { name: 'Authenticator app' }).click();
  const secret = (await readUri(theirs)).searchParams.get('secret')!;
  await theirs.getByLabel(/enter the code/i).fill(await steadyCode(secret, 'previous'));
  await expect(heading(theirs, /two-step verification/i)).toBeVisible();
  await theirs.getByLabel('6-digit code').fill(await steadyCode(secret));
  await expect(heading(theirs, /sign-in & security/i)).toBeVisible();
  await theirs.goto('/security/activity');
  const told = theirs.getByText('By an administrator: “Called back on the number');
  await expect(told.first()).toBeVisible();
  await expectAccessible(theirs);
});

test('an administrator refuses a request, and the person is told why', async ({
  page,
  context,
  otherBrowser,
}) => {
  await signUpAs(context, 'admin');
  const person = await signUpWithTwoStep(otherBrowser);
  await askForHelp(otherBrowser, person);
  const card = await queueWith(page, person);
  await card.getByRole('button', { name: /^Refuse/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Nobody here knows you');
  await dialog.getByRole('button', { name: 'Refuse' }).click();
  await expect(card).toHaveCount(0);
  await expect
    .poll(async () =>
      (await mailbox(person.email)).some(({ text }) => text.includes('Nobody here knows you')),
    )
    .toBe(true);
});

test('an auditor reads who asks for help, and does nothing about it', async ({
  page,
  context,
  otherBrowser,
}) => {
  await signUpAs(context, 'auditor');
  const person = await signUpWithTwoStep(otherBrowser);
  await askForHelp(otherBrowser, person);
  const card = await queueWith(page, person);
  await expect(card).toContainText(WORDS);
  await expect(card.getByRole('button')).toHaveCount(0);
  await expectAccessible(page);
});
