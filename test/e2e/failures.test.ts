import { signUp } from './harness/people.ts';
import { expect, test } from './harness/test.ts';

test('without a connection a form keeps what was typed, and can be sent again', async ({
  page,
  context,
  otherBrowser,
}) => {
  const { email, password } = await signUp(otherBrowser);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText(/no answer came/i);
  await expect(page.getByLabel('E-mail')).toHaveValue(email);
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue(password);
  await context.setOffline(false);
  await page
    .getByRole('alert')
    .getByRole('button', { name: /try again/i })
    .click();
  await expect(page).toHaveURL(/\/security$/);
});

test('a page that cannot be loaded says so, and can be tried again', async ({ page, context }) => {
  await signUp(context);
  await page.goto('/security');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign-in & security' })).toBeVisible();
  await page.route('**/v1/sessions', (route) => route.abort('connectionfailed'));
  await page.getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByRole('heading', { name: /no answer came/i })).toBeVisible();
  await page.unroute('**/v1/sessions');
  await page.getByRole('button', { name: /try again/i }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sessions' })).toBeVisible();
});

test('when the service cannot answer, it says so with a reference', async ({
  page,
  findings,
  otherBrowser,
}) => {
  const { email, password } = await signUp(otherBrowser);
  await page.route(
    '**/v1/sign-in',
    (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:countersign:problem:unavailable',
          status: 503,
          instance: 'reference-of-it',
        }),
      }),
    { times: 1 },
  );
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('reference-of-it');
  expect(findings.splice(0)).toHaveLength(1);
  await page
    .getByRole('alert')
    .getByRole('button', { name: /try again/i })
    .click();
  await expect(page).toHaveURL(/\/security$/);
});

test('a deep link leads there after signing in, and never to another site', async ({
  page,
  otherBrowser,
}) => {
  const { email, password } = await signUp(otherBrowser);
  const signIn = async () => {
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await page.goto('/security/activity');
  await signIn();
  await expect(page).toHaveURL(/\/security\/activity$/);
  await page.goto('/sign-in');
  await expect(page).toHaveURL(/\/security$/);

  for (const elsewhere of [
    '//example.org/x',
    'https://example.org/',
    '/\\example.org',
    'javascript:alert(1)',
  ]) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?return_to=${encodeURIComponent(elsewhere)}`);
    await signIn();
    await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/security$/);
  }
});

test('an unknown address is said to be one', async ({ page }) => {
  await page.goto('/no/such/page');
  await expect(page.getByRole('heading', { name: /no such page/i })).toBeVisible();
  await page.goto('/sign-in/challenge');
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto('/sign-up/confirm');
  await expect(page).toHaveURL(/\/sign-up$/);
});

test('a session that ended elsewhere leads to the sign-in and back', async ({ page, context, person }) => {
  await page.goto('/security');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign-in & security' })).toBeVisible();
  await context.clearCookies({ name: '__Host-session' });
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/security\/activity$/);
});
