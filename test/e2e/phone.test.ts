import type { Page } from '@playwright/test';
import { mailedCode } from './harness/mailbox.ts';
import { somebody } from './harness/people.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';
import { addRecoveryMail, chooseApp, confirmApp, heading, saveCodes } from './harness/wizard.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** Nothing sticks out to the right, and what is to be touched is large enough (WCAG 2.2, 2.5.8: 24 px). */
async function fits(page: Page): Promise<void> {
  const misfits = () =>
    page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      small: [...document.querySelectorAll<HTMLElement>('button, a.button, input:not(.unseen)')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
        .filter((element) => !element.matches('.link, p a, [type=checkbox]'))
        .filter((element) => element.getBoundingClientRect().height < 24)
        .map((element) => element.outerHTML.slice(0, 120)),
    }));
  await expect.poll(misfits, page.url()).toEqual({ wide: 0, small: [] });
}

test('the whole way on a phone: sign up, protect the account, sign in', async ({ page }) => {
  const { email, password } = somebody();
  await page.goto('/sign-up');
  await expect(heading(page, /create your account/i)).toBeVisible();
  await fits(page);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue' }).tap();
  await page.getByLabel(/code/i).fill(await mailedCode(email));
  await expect(heading(page, /sign-in & security/i)).toBeVisible();
  await fits(page);

  await page
    .getByRole('region', { name: /what to do next/i })
    .getByRole('link')
    .tap();
  await expect(heading(page, /add a recovery method/i)).toBeVisible();
  await fits(page);
  await addRecoveryMail(page, `recovery.${email}`);
  await expect(page.getByRole('button', { name: 'Download' })).toBeVisible();
  await fits(page);
  await saveCodes(page);
  await fits(page);
  await chooseApp(page);
  // On the phone that has the app, a link opens it.
  await expect(page.getByRole('link', { name: /open in my authenticator app/i })).toBeVisible();
  await fits(page);
  const secret = await confirmApp(page);
  await fits(page);
  await page.getByRole('button', { name: 'Finish' }).tap();
  await expect(heading(page, /sign-in & security/i)).toBeVisible();

  for (const path of ['two-step', 'recovery-codes', 'sessions', 'activity', 'password']) {
    await page.goto(`/security/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await fits(page);
    await page.getByRole('link', { name: /sign-in & security/i }).tap();
    await expect(page).toHaveURL(/\/security$/);
  }
  await page.getByRole('button', { name: /your account/i }).tap();
  await page.getByRole('menuitem', { name: /sign out/i }).tap();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).tap();
  await expect(page.getByLabel('6-digit code')).toBeVisible();
  await fits(page);
  await page.getByLabel('6-digit code').fill(await steadyCode(secret));
  await expect(page).toHaveURL(/\/security$/);
});
