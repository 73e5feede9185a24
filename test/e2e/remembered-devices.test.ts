import { expectAccessible } from './harness/accessible.ts';
import { ContextClient } from './harness/context-client.ts';
import { mailbox, mailedCode, newestMail } from './harness/mailbox.ts';
import { signOut } from './harness/passkeys.ts';
import { signIn } from './harness/people.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';

test('a remembered device skips the second step, is listed, asks for a factor, and is forgotten', async ({
  page,
  protectedPerson: { email, password, secret },
}) => {
  const enter = async () => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  await signOut(page);
  await enter();
  const remember = page.getByRole('checkbox', { name: /remember this device for 30 days/i });
  await expect(remember).toBeVisible();
  await expectAccessible(page);
  await remember.check();
  await page.getByLabel('6-digit code').fill(await steadyCode(secret));
  await expect(page.getByRole('heading', { level: 1, name: 'Sign-in & security' })).toBeVisible();

  await signOut(page);
  await enter();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign-in & security' })).toBeVisible();
  await page.goto('/security/sessions');
  const devices = page.getByRole('region', { name: 'Remembered devices' });
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await expect(devices).toContainText('this browser');
  await expectAccessible(page);

  await devices.getByRole('button', { name: /^forget/i }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Forget it' }).click();
  const proof = page.getByRole('dialog', { name: /confirm it’s you/i });
  await expect(proof).toContainText('You came in with your password alone');
});

test('the link of a notice locks the account, and a new password opens it', async ({
  page,
  person,
  otherBrowser,
}) => {
  await signIn(otherBrowser, person);
  const link = async () =>
    (await mailbox(person.email))
      .find(({ subject }) => subject.endsWith('New sign-in'))
      ?.text.split('\n')
      .at(-1);
  await expect.poll(link).toContain('/not-me#');
  const reader = await otherBrowser.newPage();
  await reader.goto((await link())!);
  await expect(reader.getByRole('button', { name: 'Lock my account' })).toBeVisible();
  await expectAccessible(reader);
  await reader.getByRole('button', { name: 'Lock my account' }).click();
  await expect(reader.getByRole('heading', { level: 1, name: 'Your account is locked' })).toBeVisible();
  await expectAccessible(reader);
  await page.goto('/security');
  await expect(page).toHaveURL(/\/sign-in/);
  await reader.getByRole('link', { name: 'Set a new password' }).click();
  const before = await newestMail(person.email);
  await reader.getByLabel('E-mail').fill(person.email);
  await reader.getByRole('button', { name: /send the code/i }).click();
  await reader.getByLabel(/code/i).fill(await mailedCode(person.email, before));
  await reader.getByLabel('New password').fill('harbour-lantern-quiet-copper');
  await reader.getByRole('button', { name: /set the password/i }).click();
  await expect(reader).toHaveURL(/\/sign-in/);
  await signIn(page.context(), { ...person, password: 'harbour-lantern-quiet-copper' });
  await page.goto('/security');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign-in & security' })).toBeVisible();
  await expect
    .poll(async () => (await mailbox(person.email)).map(({ subject }) => subject))
    .toContainEqual('Countersign: Your account is open again');
  const next = page.getByRole('region', { name: /what to do next/i });
  await expect(next).toContainText('Look at your recent activity');
  await expectAccessible(page);
  await next.getByRole('link', { name: 'Review activity' }).click();
  await expect(page.getByText('Account locked')).toBeVisible();
  const reviewed = async () =>
    (await new ContextClient(page.context()).call<{ reviewDue: boolean }>('GET', '/v1/events')).reviewDue;
  await expect.poll(reviewed).toBe(false);
  await page.goBack();
  await expect(next).toContainText('Turn on two-step verification');

  await reader.goto('/not-me#garbage');
  await reader.reload();
  await expect(reader.getByRole('heading', { level: 1, name: 'This link no longer works' })).toBeVisible();
});
