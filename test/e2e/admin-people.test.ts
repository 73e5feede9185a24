import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { seedQueue } from '../../scripts/seed-queue.ts';
import { expectAccessible } from './harness/accessible.ts';
import { signUpAs, tellDirectory } from './harness/admins.ts';
import { signUp, signUpWithTwoStep } from './harness/people.ts';
import { ORIGIN } from './harness/service.ts';
import { expect, test } from './harness/test.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const people = (page: Page) => page.getByRole('region', { name: 'People' }).getByRole('listitem');

/** Nothing sticks out at the side of a phone, and axe finds nothing there either. */
async function expectGoodOnPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 780 });
  await expectAccessible(page);
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(wider).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('a help-desk agent finds somebody as he types, narrows the list, and looks at him', async ({
  page,
  context,
  otherBrowser,
}) => {
  await signUpAs(context, 'help-desk');
  const { email } = await signUpWithTwoStep(otherBrowser);
  await tellDirectory(email);
  await page.goto('/admin');
  await page.getByRole('navigation').getByRole('link', { name: 'People' }).click();
  await expect(heading(page, 'People')).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.pressSequentially(email.slice(0, 10));
  await expect(people(page)).toHaveCount(1);
  await expect(people(page)).toContainText(email);
  await expect(people(page)).toContainText('Authenticator app');
  await expect(search).toBeFocused();

  await page.getByLabel('Second step').selectOption({ label: 'Any that can be phished' });
  await expect(people(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Inactive for 90 days' }).click();
  await expect(page.getByText('Nobody matches.').first()).toBeAttached();
  await expect(page).toHaveURL(`/admin/people?q=${email.slice(0, 10)}&weak=true&inactive=true`);
  await page.reload();
  await expect(search).toHaveValue(email.slice(0, 10));
  await expect(page.getByRole('button', { name: 'Inactive for 90 days', pressed: true })).toBeVisible();
  await page.getByRole('button', { name: 'Inactive for 90 days' }).click();
  await expect(people(page)).toHaveCount(1);
  await expectGoodOnPhone(page);

  await page.getByRole('link', { name: email }).click();
  await expect(heading(page, email)).toBeVisible();
  for (const title of ['How they sign in', 'How they get back in', 'Where they are signed in', 'Activity'])
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Help and reset' })).toBeVisible();
  await expect(page.getByText('10 codes left')).toBeVisible();
  await expect(page.getByText('Account created')).toBeVisible();
  await expectGoodOnPhone(page);
  await page.goBack();
  await expect(search).toHaveValue(email.slice(0, 10));
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page).toHaveURL('/admin/people');
  await expect(search).toHaveValue('');
});

test('a name that its owner gave himself finds him', async ({ page, context, otherBrowser }) => {
  await signUpAs(context, 'admin');
  const { email } = await signUp(otherBrowser);
  const name = `Zoë ${crypto.randomUUID().slice(0, 8)}`;
  const own = await otherBrowser.newPage();
  await own.goto('/security');
  await own.getByRole('button', { name: 'Change your name' }).click();
  await own.getByRole('textbox', { name: 'Name' }).fill(name);
  await own.getByRole('button', { name: 'Save' }).click();
  await expect(own.getByText('Your name was saved.')).toBeVisible();
  await expect(own.getByText(name)).toBeVisible();

  await tellDirectory(email);
  await page.goto(`/admin/people?q=${name.slice(4)}`);
  await page.getByRole('link', { name }).click();
  await expect(heading(page, name)).toBeVisible();
});

test('an auditor reads the overview as charts and as tables, and keeps the counts as a file', async ({
  page,
  context,
}) => {
  await signUpAs(context, 'auditor');
  await page.goto('/admin');
  await expect(heading(page, 'Overview')).toBeVisible();
  for (const title of ['Two-step verification over time', 'Sign-ins and failures']) {
    const section = page.getByRole('region', { name: title });
    await expect(section.getByRole('img', { name: title })).toBeVisible();
    await section.getByText('As a table').click();
    await expect(section.getByRole('row')).toHaveCount(31);
  }
  await expectGoodOnPhone(page);

  await page.getByRole('link', { name: '90 days' }).click();
  await expect(page).toHaveURL('/admin?days=90');
  const byType = page.getByRole('region', { name: 'Log-ins and failures by type' });
  await expect
    .poll(async () => {
      await page.reload();
      await expect(heading(page, 'Overview')).toBeVisible();
      return byType.getByRole('row').count();
    })
    .toBeGreaterThan(1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    byType.getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^sign-ins-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  const [head, first] = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(head).toBe('day,type,method,count');
  expect(first).toMatch(/^\d{4}-\d\d-\d\d,[a-z.-]+,[a-z-]*,\d+$/);
});

test('what `npm run dev` seeds has its place: who asks for help, who is locked, what happened by type', async ({
  page,
  context,
  otherBrowser,
}) => {
  await signUpAs(context, 'help-desk');
  await signUpAs(otherBrowser, 'auditor');
  const views = [
    { one: page, acts: 4 },
    { one: await otherBrowser.newPage(), acts: 0 },
  ];
  const domain = `${crypto.randomUUID().slice(0, 8)}.example.com`;
  const { asking, locked, lockedByOwner } = await seedQueue(ORIGIN, domain, {
    'CF-Connecting-IP': '198.19.0.7',
  });
  for (const { email } of [locked, lockedByOwner, asking]) await tellDirectory(email);
  // First what lasts a minute.
  for (const { one } of views) {
    await one.goto('/admin/people?locked=true');
    for (const { email } of [locked, lockedByOwner])
      await expect(people(one).filter({ hasText: email })).toContainText('Locked');
    await expect(people(one).filter({ hasText: asking.email })).toHaveCount(0);
    await one.getByRole('link', { name: lockedByOwner.email }).click();
    await expect(one.getByText('Its owner locked it')).toBeVisible();
  }
  for (const { one, acts } of views) {
    await one.goto('/admin/requests');
    const card = one.getByRole('listitem').filter({ hasText: asking.email });
    await expect(card).toContainText('My phone is in the lake', { timeout: 60_000 });
    await expect(card.getByRole('list', { name: /^What was proven/ })).toHaveText('Password');
    await expect(card.getByRole('button')).toHaveCount(acts);

    await one.goto('/admin');
    const byType = one.getByRole('region', { name: 'Log-ins and failures by type' });
    for (const type of ['Wrong second step · Authenticator app', 'Signed in · Authenticator app'])
      await expect(byType.getByRole('row', { name: type })).toBeVisible();
    const [download] = await Promise.all([
      one.waitForEvent('download'),
      byType.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
    const count = (type: string, method: string) =>
      lines
        .map((line) => line.split(','))
        .filter(([, ...what]) => what[0] === type && what[1] === method)
        .reduce((sum, [, , , n]) => sum + Number(n), 0);
    expect(count('sign-in.failed', 'password')).toBeGreaterThanOrEqual(5);
    expect(count('challenge.failed', 'totp')).toBeGreaterThanOrEqual(1);
    expect(count('sign-in.succeeded', 'totp')).toBeGreaterThanOrEqual(1);
  }
});

test('who has no role sees nobody', async ({ page, context, findings }) => {
  await signUpWithTwoStep(context);
  for (const path of ['/admin', '/admin/people', '/admin/people/somebody']) {
    await page.goto(path);
    await expect(heading(page, 'This page is for administrators')).toBeVisible();
  }
  // Each refusal of the API is a line in the browser's console.
  expect(findings.every((finding) => finding.includes('403'))).toBe(true);
  findings.length = 0;
});
