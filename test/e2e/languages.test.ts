import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './harness/accessible.ts';
import { mailbox } from './harness/mailbox.ts';
import { signUp, signUpWithTwoStep, somebody } from './harness/people.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';
import { readUri } from './harness/wizard.ts';

/** The text of the first mail to an address whose subject matches; mail leaves after the answer. */
async function mail(to: string, subject: RegExp): Promise<{ subject: string; text: string }> {
  let found: { subject: string; text: string } | undefined;
  await expect
    .poll(async () => (found = (await mailbox(to)).find((message) => subject.test(message.subject))))
    .toBeTruthy();
  return found!;
}

const frenchCode = async (to: string) => (await mail(to, /^\d{6} est votre code/)).subject.slice(0, 6);

/** What a reader of another language would stumble over: words that only English has. */
const ENGLISH = /\b(the|your|you|with|and|sign|password|added|is|of|from|last|used|code sent)\b/i;

/** The page is in French throughout: what it says, what it is called, and what is read out of its labels. */
async function expectFrench(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  const shown = () =>
    page.evaluate(() => {
      const labels = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(
        (element) => ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
      );
      return [document.title, document.body.innerText, ...labels].join('\n');
    });
  await expect
    .poll(async () => (await shown()).split('\n').filter((line) => ENGLISH.test(line)), page.url())
    .toEqual([]);
}

/** Nothing sticks out at the side. */
async function expectFits(page: Page): Promise<void> {
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(wider, page.url()).toBeLessThanOrEqual(0);
}

const heading = (page: Page, name: RegExp | string) => page.getByRole('heading', { level: 1, name });

test.describe('a browser that prefers French', () => {
  test.use({ locale: 'fr-FR' });

  test('signs up, sets two-step verification up and reads its mail in French', async ({ page }) => {
    const { email, password } = somebody();
    await page.goto('/');
    await expect(heading(page, 'Se connecter')).toBeVisible();
    await expectFrench(page);
    await page.getByRole('link', { name: 'Créer un compte' }).click();
    await expect(heading(page, 'Créez votre compte')).toBeVisible();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Mot de passe', { exact: true }).fill('trop court');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await expect(page.getByText(/Utilisez au moins 15 caractères\s; celui-ci en a 10\./)).toBeVisible();
    await expectFrench(page);
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await expect(heading(page, 'Consultez vos e-mails')).toBeVisible();
    await expectFrench(page);
    const code = await frenchCode(email);
    await page.getByLabel('Code à 6 chiffres').fill(code === '000000' ? '000001' : '000000');
    await expect(page.getByText('Ce code n’est pas le bon. Il vous reste 2 essais.')).toBeVisible();
    await page.getByLabel('Code à 6 chiffres').fill(code);
    await expect(heading(page, 'Connexion et sécurité')).toBeVisible();
    await expectFrench(page);

    await page.getByRole('link', { name: 'Configurer' }).click();
    await expect(heading(page, 'Ajoutez un moyen de récupération')).toBeVisible();
    await expectFrench(page);
    const recovery = `secours.${email}`;
    await page.getByLabel('Adresse e-mail').fill(recovery);
    await page.getByRole('button', { name: 'Envoyer un code' }).click();
    await page.getByLabel('Code à 6 chiffres').fill(await frenchCode(recovery));
    await expect(heading(page, 'Enregistrez vos codes de récupération')).toBeVisible();
    await page.getByLabel('Je les ai enregistrés').check();
    await expectFrench(page);
    await page.getByRole('button', { name: 'Continuer' }).click();
    await expect(heading(page, 'Choisissez votre deuxième étape')).toBeVisible();
    await expectFrench(page);
    await page.getByRole('link', { name: 'Application d’authentification' }).click();
    await expect(page.getByRole('img', { name: /^Code QR/ })).toBeVisible();
    await expectFrench(page);
    const secret = (await readUri(page)).searchParams.get('secret')!;
    await page.getByLabel('Saisissez ensuite le code').fill(await steadyCode(secret, 'previous'));
    await expect(heading(page, 'La vérification en deux étapes est activée')).toBeVisible();
    // The name that the service gave is shown in French, and stays as it was given.
    await expect(page.getByLabel('Nommez cette méthode')).toHaveValue('Application d’authentification');
    await expectFrench(page);
    await page.getByRole('button', { name: 'Terminer' }).click();
    await expect(heading(page, 'Connexion et sécurité')).toBeVisible();
    await expect(page.getByText('Ajout\u00a0: application d’authentification')).toBeVisible();
    await expectFrench(page);

    const { text } = await mail(email, /Une méthode de connexion a été ajoutée$/);
    expect(text).toContain('«\u202fApplication d’authentification\u202f»');
    expect(text).not.toMatch(ENGLISH);
    expect((await mailbox(email)).some(({ subject }) => /renommée/.test(subject))).toBe(false);
  });

  test('every page of the account is in French, accessible, and fits a phone', async ({ page, context }) => {
    await signUpWithTwoStep(context);
    await page.setViewportSize({ width: 360, height: 780 });
    for (const path of [
      '',
      '/two-step',
      '/two-step/recovery-email',
      '/two-step/recovery-phone',
      '/two-step/set-up/method',
      '/passkeys',
      '/passkeys/add',
      '/recovery-codes',
      '/password',
      '/sessions',
      '/activity',
    ]) {
      await page.goto(`/security${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectFrench(page);
      await expectFits(page);
      await expectAccessible(page);
    }
  });

  test('every way in is in French, accessible, and fits a phone', async ({ page, otherBrowser }) => {
    const { email, password } = await signUpWithTwoStep(otherBrowser);
    await page.setViewportSize({ width: 360, height: 780 });
    for (const path of [
      '/sign-in',
      '/sign-up',
      '/recover',
      '/recover/help',
      '/recover/cancel',
      '/not-me',
      '/authenticator',
      '/authenticator/add',
      '/authenticator/activity',
      '/nulle/part',
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectFrench(page);
      await expectFits(page);
      await expectAccessible(page);
    }
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(heading(page, 'Vérification en deux étapes')).toBeVisible();
    await expectFrench(page);
    await expectFits(page);
    await page.getByRole('link', { name: 'Utiliser une autre méthode' }).click();
    await expect(heading(page, 'Comment voulez-vous continuer\u202f?')).toBeVisible();
    await expectFrench(page);
    await expectFits(page);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'J’ai perdu toutes ces méthodes' }).click();
    await expect(heading(page, 'Retrouver l’accès à votre compte')).toBeVisible();
    await expectFrench(page);
    await expectFits(page);
  });

  test('what is shown before two-step verification is on fits a phone in French too', async ({
    page,
    context,
  }) => {
    await signUp(context);
    await page.setViewportSize({ width: 360, height: 780 });
    for (const path of ['', '/two-step', '/two-step/set-up', '/recovery-codes']) {
      await page.goto(`/security${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectFrench(page);
      await expectFits(page);
    }
  });

  test('what was chosen in the menu comes before what the browser prefers', async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByLabel('Langue').selectOption('English');
    await expect(heading(page, 'Sign in')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.reload();
    await expect(heading(page, 'Sign in')).toBeVisible();
    await expect(page).toHaveTitle('Sign in · Countersign');
  });
});

/** The catalogs that a page fetched, by a text of each. */
async function catalogsOf(context: BrowserContext, path: string): Promise<string[]> {
  const page = await context.newPage();
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/_app/')) bodies.push(response.text().catch(() => ''));
  });
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const texts = await Promise.all(bodies);
  const has = (text: string) => texts.some((body) => body.includes(text));
  return [has('Forgot your password?') && 'en', has('Mot de passe oublié') && 'fr'].filter(
    (name) => name !== false,
  );
}

test('a page fetches the catalog of its language only, and none of the mails', async ({
  context,
  browser,
}) => {
  expect(await catalogsOf(context, '/sign-in')).toEqual(['en']);
  const french = await browser.newContext({ locale: 'fr-CA' });
  expect(await catalogsOf(french, '/sign-in')).toEqual(['fr']);
  await french.close();
});

test('the account menu changes the language at once, by keyboard, and with it the next notice', async ({
  page,
  context,
}) => {
  const { email } = await signUp(context);
  await page.goto('/security');
  await expect(heading(page, 'Sign-in & security')).toBeVisible();
  await page.getByRole('button', { name: 'Your account' }).press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'English' })).toHaveAttribute('aria-checked', 'true');
  await page.getByRole('menuitemradio', { name: 'Français' }).press('Enter');
  await expect(heading(page, 'Connexion et sécurité')).toBeVisible();
  await expectFrench(page);
  await page.reload();
  await expect(heading(page, 'Connexion et sécurité')).toBeVisible();

  await page.goto('/security/password');
  await page.getByLabel('Nouveau mot de passe').fill('autre-jardin-sous-la-neige');
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
  await expect(page.getByText('Mot de passe changé').first()).toBeVisible();
  const { text } = await mail(email, /Votre mot de passe a été changé$/);
  expect(text).not.toMatch(ENGLISH);
});

test('what was chosen in one tab is shown in the others', async ({ page, context }) => {
  await page.goto('/sign-in');
  const other = await context.newPage();
  await other.goto('/recover');
  await page.getByLabel('Language').selectOption('Français');
  await expect(heading(other, /^Mot de passe oublié/)).toBeVisible();
  await expect(other.locator('html')).toHaveAttribute('lang', 'fr');
});

test('what is wrong with a field, and what a form was refused for, is said anew in another language', async ({
  page,
}) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter your password')).toBeVisible();
  await page.getByLabel('Language').selectOption('Français');
  await expect(page.getByText('Saisissez votre mot de passe')).toBeVisible();
  await expectFrench(page);
});

test('the reference for developers is in English, and says so', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto('/docs');
  const title = page.getByRole('heading', { level: 1, name: 'API reference' });
  await expect(title).toBeVisible();
  expect(await title.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('en');
  await context.close();
});
