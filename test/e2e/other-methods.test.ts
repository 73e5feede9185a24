import { expectAccessible } from './harness/accessible.ts';
import { ContextClient } from './harness/context-client.ts';
import { signUpWithTwoStep } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

test('“Use another method” shows what is locked with the time that it returns, and goes on with the rest', async ({
  page,
  otherBrowser,
}) => {
  const person = await signUpWithTwoStep(otherBrowser);
  const client = new ContextClient(page.context());
  await client.call('POST', '/v1/sign-in', { email: person.email, password: person.password });
  const { challenge } = await client.call<{ challenge: { id: string } }>('POST', '/v1/challenges', {
    purpose: 'sign-in',
    method: 'totp',
  });
  for (let tries = 0; tries < 5; tries++)
    await client.request('POST', `/v1/challenges/${challenge.id}/verify`, { code: '000000' });
  await page.goto('/sign-in/challenge?use=other');
  const locked = page.getByRole('button', { name: /authenticator app/i });
  await expect(locked).toContainText(/locked for another \d+ s/i);
  await expect(locked).toHaveAttribute('aria-disabled', 'true');
  await locked.press('Enter');
  await expect(page.getByRole('heading', { name: /how do you want to continue/i })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /recovery code/i }).click();
  await page.getByLabel('Recovery code').fill(person.recoveryCodes[0]!);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/security$/);
});
