import { mailbox } from './harness/mailbox.ts';
import { signIn } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

test('shows each session’s device and level, and ends one', async ({
  page,
  protectedPerson,
  otherBrowser,
}) => {
  await signIn(otherBrowser, protectedPerson, protectedPerson.recoveryCodes[0]);
  const phone = await otherBrowser.newPage();
  await phone.goto('/security');
  await expect(phone.getByRole('heading', { level: 1, name: 'Sign-in & security' })).toBeVisible();

  await page.goto('/security/sessions');
  const own = page.getByRole('region', { name: /this session/i });
  const others = page.getByRole('region', { name: /other sessions/i });
  await expect(own.getByRole('img', { name: 'Level 3 of 3' })).toBeVisible();
  await expect(own).toContainText('This device');
  await expect(others.getByRole('listitem')).toHaveCount(1);
  await expect(others).toContainText(/Safari|iPhone|iOS/);
  // A recovery code is a second proof of the same kind as the password.
  await expect(others.getByRole('img', { name: 'Level 2 of 3' })).toBeVisible();

  await others.getByRole('button', { name: /^end the session/i }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /end the session/i })
    .click();
  await expect(others).toContainText(/nowhere else/i);
  await expect
    .poll(async () => (await mailbox(protectedPerson.email)).map(({ subject }) => subject))
    .toContain('Countersign: A session was ended');
  await phone.reload();
  await expect(phone).toHaveURL(/\/sign-in/);
});

test('ends all other sessions at once and stays signed in', async ({
  page,
  person,
  otherBrowser,
  browser,
  baseURL,
}) => {
  await signIn(otherBrowser, person);
  const third = await browser.newContext({ baseURL });
  await signIn(third, person);
  await page.goto('/security/sessions');
  const others = page.getByRole('region', { name: /other sessions/i });
  await expect(others.getByRole('listitem')).toHaveCount(2);
  await expect(others.getByRole('img', { name: 'Level 1 of 3' }).first()).toBeVisible();
  await others.getByRole('button', { name: /end all others/i }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^end/i }).click();
  await expect(others).toContainText(/nowhere else/i);
  for (const context of [otherBrowser, third]) {
    const ended = await context.newPage();
    await ended.goto('/security');
    await expect(ended).toHaveURL(/\/sign-in/);
  }
  await third.close();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
});
