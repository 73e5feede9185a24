import { ContextClient } from './harness/context-client.ts';
import { addRecoveryMail, chooseApp, heading, readUri, saveCodes } from './harness/wizard.ts';
import { expect, test } from './harness/test.ts';

interface Protection {
  twoStep: boolean;
  recoveryCodes: { state: string };
}

test('leaving asks, and destroys the pending codes and the key', async ({ page, context, person }) => {
  const client = new ContextClient(context);
  await page.goto('/security/two-step/set-up');
  await addRecoveryMail(page, `recovery.${person.email}`);
  const codes = await saveCodes(page);
  await chooseApp(page);
  const secret = (await readUri(page)).searchParams.get('secret');
  expect((await client.call<Protection>('GET', '/v1/factors')).recoveryCodes.state).toBe('pending');

  await page.getByRole('link', { name: /leave set-up/i }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stay' }).click();
  await expect(heading(page, /connect your authenticator app/i)).toBeVisible();
  expect((await client.call<Protection>('GET', '/v1/factors')).recoveryCodes.state).toBe('pending');

  await page.getByRole('link', { name: /leave set-up/i }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/security\/two-step$/);
  const { twoStep, recoveryCodes } = await client.call<Protection>('GET', '/v1/factors');
  expect({ twoStep, state: recoveryCodes.state }).toEqual({ twoStep: false, state: 'none' });
  expect(await client.call('GET', '/v1/enrollments')).toEqual({ enrollments: [] });

  // The next set-up has nothing of this one.
  await page.getByRole('link', { name: /set up two-step verification/i }).click();
  expect(await saveCodes(page)).not.toEqual(codes);
  await chooseApp(page);
  expect((await readUri(page)).searchParams.get('secret')).not.toBe(secret);
});

test('the browser’s back button out of the set-up asks, too', async ({ page, context, person }) => {
  await page.goto('/security/two-step');
  await page.getByRole('link', { name: /set up two-step verification/i }).click();
  await addRecoveryMail(page, `recovery.${person.email}`);
  await expect(page.getByRole('list', { name: /recovery codes/i }).getByRole('listitem')).toHaveCount(10);
  await page.goBack();
  await expect(heading(page, /add a recovery method/i)).toBeVisible();
  await page.goBack();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/security\/two-step$/);
  const protection = await new ContextClient(context).call<Protection>('GET', '/v1/factors');
  expect(protection.recoveryCodes.state).toBe('none');
});
