import type { Page } from '@playwright/test';
import {
  asked,
  askedQuietly,
  Authenticators,
  type Authenticator,
  KEY_WITH_PIN,
  LAPTOP,
  makesPasskeysItself,
  PLAIN_KEY,
  SYNCED,
} from './harness/authenticators.ts';
import { ContextClient } from './harness/context-client.ts';
import { addPasskey, passkeyRow, PASSKEYS, signOut } from './harness/passkeys.ts';
import { signUpWithTwoStep, type Person } from './harness/people.ts';
import { steadyCode } from './harness/steady-code.ts';
import { expect, test } from './harness/test.ts';

const button = (page: Page) => page.getByRole('button', { name: 'Use a passkey' });

async function passwordStep(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Two-step verification' })).toBeVisible();
}

/** Opens a page that needs a sign-in, uses the button there and touches the key. */
async function signInByButton(page: Page, key: Authenticator, path = '/security'): Promise<void> {
  // Else the autofill would be answered before anybody can click.
  await key.touch(false);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  const autofill = () => page.evaluate(() => PublicKeyCredential.isConditionalMediationAvailable());
  await expect.poll(() => asked(page)).toEqual((await autofill()) ? ['conditional'] : []);
  // Answered after what was asked before: the request is with the key that nobody touches.
  await autofill();
  await key.touch(true);
  await button(page).click();
}

test('one button signs in without a name, and leads straight to the page that was asked for', async ({
  page,
  context,
}) => {
  await signUpWithTwoStep(context);
  const laptop = await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page, 'Laptop');
  await laptop.touch(false);
  await signOut(page);
  await signInByButton(page, laptop, '/security/sessions');
  await expect(page).toHaveURL(/\/security\/sessions$/);
  const own = page.getByRole('region', { name: /this session/i });
  await expect(own.getByRole('img', { name: 'Level 3 of 3' })).toBeVisible();
  await expect(own).toContainText('Two-step: passkey');
  await page.goto('/security/activity');
  await expect(page.getByText('Signed in with passkey “Laptop”')).toBeVisible();
  await page.goto(PASSKEYS);
  await expect(passkeyRow(page, 'Laptop')).toContainText(/last used just now from .*(Chrom|Linux)/i);
});

for (const [what, kind] of [
  ['a synced passkey', SYNCED],
  ['a key with PIN', KEY_WITH_PIN],
  ['a phone', { transport: 'hybrid', synced: true, backedUp: true }],
] as const) {
  test(`signs in with ${what}`, async ({ page, context }) => {
    await signUpWithTwoStep(context);
    const key = await (await Authenticators.of(page)).add(kind);
    await addPasskey(page);
    await page.context().clearCookies();
    await signInByButton(page, key);
    await expect(page).toHaveURL(/\/security$/);
  });
}

test('autofill offers the passkey in the e-mail field, without a click', async ({ page, context }) => {
  await signUpWithTwoStep(context);
  const laptop = await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page);
  await page.context().clearCookies();
  await laptop.touch(false);
  await page.goto('/sign-in');
  await expect(page.getByLabel('E-mail')).toHaveAttribute('autocomplete', 'username webauthn');
  await expect.poll(() => asked(page)).toEqual(['conditional']);
  // The touch of a virtual authenticator is the choice among the field's suggestions.
  await laptop.touch(true);
  await page.reload();
  await expect(page).toHaveURL(/\/security$/);
});

test('autofill gives way to the form, and says nothing when it is ended', async ({
  page,
  protectedPerson,
}) => {
  const laptop = await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page);
  await page.context().clearCookies();
  await laptop.touch(false);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(protectedPerson.email);
  await page.getByLabel('Password', { exact: true }).fill('not-the-password-at-all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(/do not match/i)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByLabel('Password', { exact: true }).fill(protectedPerson.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Two-step verification' })).toBeVisible();
});

test('autofill is asked for anew before its flow ends, so that what is chosen late is good', async ({
  page,
  context,
}) => {
  await signUpWithTwoStep(context);
  const laptop = await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page);
  await page.context().clearCookies();
  await laptop.touch(false);
  await page.clock.install();
  await page.goto('/sign-in');
  await expect.poll(() => asked(page)).toEqual(['conditional']);
  await laptop.touch(true);
  await page.clock.fastForward('04:01');
  await expect(page).toHaveURL(/\/security$/);
});

test('a passkey that was removed is refused in clear words, and the browser forgets it', async ({
  page,
  context,
}) => {
  await signUpWithTwoStep(context);
  const laptop = await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page, 'Laptop');
  const [copy] = await laptop.credentials();
  await page.getByRole('button', { name: 'Options for Laptop' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('region', { name: 'No passkey yet' })).toBeVisible();
  // The browser was told: the passkey went from the device.
  await expect.poll(async () => (await laptop.credentials()).length).toBe(0);

  // A device that did not hear of it.
  await laptop.put(copy!);
  await page.context().clearCookies();
  await signInByButton(page, laptop);
  await expect(page.getByRole('alert')).toContainText(/no longer opens an account here/i);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(async () => (await laptop.credentials()).length).toBe(0);
});

test('a key without PIN is the second step after the password', async ({ page, protectedPerson }) => {
  const key = await (await Authenticators.of(page)).add(PLAIN_KEY);
  await addPasskey(page, 'Old key');
  await key.touch(false);
  await signOut(page);
  await passwordStep(page, protectedPerson);
  // Half signed in opens nothing else.
  await page.goto('/security/sessions');
  await expect(page).toHaveURL(/\/sign-in\/challenge/);
  const use = page.getByRole('button', { name: 'Use your passkey or security key' });
  await expect(use).toBeFocused();
  await key.touch(true);
  await use.press('Enter');
  await expect(page).toHaveURL(/\/security\/sessions$/);
  const own = page.getByRole('region', { name: /this session/i });
  await expect(own.getByRole('img', { name: 'Level 3 of 3' })).toBeVisible();
  await expect(own).toContainText('Two-step: password, passkey');
});

test('a passkey whose device does not check the person is a second step, and no sign-in by itself', async ({
  page,
  protectedPerson,
}) => {
  const laptop = await (await Authenticators.of(page)).add(LAPTOP);
  await addPasskey(page);
  await laptop.verify(false);
  await page.context().clearCookies();
  await signInByButton(page, laptop);
  await expect(page.getByRole('alert')).toContainText(/nothing happened/i);
  await passwordStep(page, protectedPerson);
  await page.getByRole('button', { name: 'Use your passkey or security key' }).click();
  await expect(page).toHaveURL(/\/security$/);
});

test('the second step can be tried again after a closed dialog, and another method is at hand', async ({
  page,
  protectedPerson,
}) => {
  const key = await (await Authenticators.of(page)).add(KEY_WITH_PIN);
  await addPasskey(page);
  await key.touch(false);
  await signOut(page);
  await passwordStep(page, protectedPerson);
  await page.evaluate(() => {
    const get = navigator.credentials.get.bind(navigator.credentials);
    let closed = false;
    navigator.credentials.get = (options) => {
      if (closed) return get(options);
      closed = true;
      return Promise.reject(new DOMException('', 'NotAllowedError'));
    };
  });
  const use = page.getByRole('button', { name: 'Use your passkey or security key' });
  await use.click();
  await expect(page.getByRole('alert')).toContainText(/nothing happened/i);
  await page.getByRole('link', { name: /use another method/i }).click();
  await page.getByRole('button', { name: /authenticator app/i }).click();
  await expect(page.getByLabel('6-digit code')).toBeVisible();
  await page.goBack();
  await page.goBack();
  await key.touch(true);
  await use.click();
  await expect(page).toHaveURL(/\/security$/);
});

test('of several keys the one at hand answers', async ({ page, protectedPerson }) => {
  const authenticators = await Authenticators.of(page);
  const laptop = await authenticators.add(LAPTOP);
  await addPasskey(page, 'Laptop');
  await laptop.touch(false);
  const key = await authenticators.add(KEY_WITH_PIN);
  await addPasskey(page, 'Blue one');
  await key.touch(false);
  await signOut(page);
  await passwordStep(page, protectedPerson);
  await key.touch(true);
  await page.getByRole('button', { name: 'Use your passkey or security key' }).click();
  await expect(page).toHaveURL(/\/security$/);
  await page.goto('/security/activity');
  await expect(page.getByText('Signed in with passkey “Blue one”')).toBeVisible();
});

test.describe('the offer after a sign-in with a code', () => {
  const STEP_MS = 30_000;
  const offer = (page: Page) => page.getByRole('heading', { name: 'Next time, sign in with a touch' });

  /** @returns the time step whose code counts no more */
  async function codeStep(page: Page, secret: string): Promise<number> {
    const code = await steadyCode(secret);
    const step = Math.floor(Date.now() / STEP_MS);
    await page.getByLabel('6-digit code').fill(code);
    return step;
  }

  test('“Not now” leads on, and is remembered', async ({ page, otherBrowser }) => {
    const person = await signUpWithTwoStep(otherBrowser);
    await (await Authenticators.of(page)).add(LAPTOP);
    await page.goto('/security/sessions');
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const usedStep = await codeStep(page, person.secret);
    await expect(offer(page)).toBeFocused();
    // By keyboard: the two choices are the first and second stop.
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Create a passkey' })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Not now' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/security\/sessions$/);

    await signOut(page);
    await passwordStep(page, person);
    // Each code counts once: the next one is the next time step's.
    await expect.poll(() => Math.floor(Date.now() / STEP_MS)).toBeGreaterThan(usedStep);
    await codeStep(page, person.secret);
    await expect(page).toHaveURL(/\/security$/);
  });

  test('taken, the next sign-in is a touch', async ({ page, context, otherBrowser }) => {
    const person = await signUpWithTwoStep(otherBrowser);
    const laptop = await (await Authenticators.of(page)).add(LAPTOP);
    await passwordStep(page, person);
    await codeStep(page, person.secret);
    await expect(offer(page)).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: 'Create a passkey' }).click();
    await expect(page).toHaveURL(/\/security$/);
    const { factors } = await new ContextClient(context).call<{ factors: { method: string }[] }>(
      'GET',
      '/v1/factors',
    );
    expect(factors.map(({ method }) => method)).toContain('passkey');
    await laptop.touch(false);
    await signOut(page);
    await signInByButton(page, laptop);
    await expect(page).toHaveURL(/\/security$/);
  });

  test('is not needed where the browser makes the passkey on its own', async ({ page, otherBrowser }) => {
    const person = await signUpWithTwoStep(otherBrowser);
    const laptop = await (await Authenticators.of(page)).add(LAPTOP);
    await makesPasskeysItself(page, true);
    await passwordStep(page, person);
    await codeStep(page, person.secret);
    await expect(page).toHaveURL(/\/security$/);
    await expect(page.getByText(/added: next time, a touch is enough/)).toBeVisible();
    expect(await askedQuietly(page)).toBe(1);
    await laptop.touch(false);
    await signOut(page);
    await signInByButton(page, laptop);
    await expect(page).toHaveURL(/\/security$/);
  });

  test('is made where the browser would not, without a word about it', async ({ page, otherBrowser }) => {
    const person = await signUpWithTwoStep(otherBrowser);
    await (await Authenticators.of(page)).add(LAPTOP);
    await makesPasskeysItself(page, false);
    await passwordStep(page, person);
    await codeStep(page, person.secret);
    await expect(offer(page)).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await askedQuietly(page)).toBe(1);
    await page.getByRole('button', { name: 'Create a passkey' }).click();
    await expect(page).toHaveURL(/\/security$/);
  });

  test('is not made where the device cannot check anybody', async ({ page, otherBrowser }) => {
    const person = await signUpWithTwoStep(otherBrowser);
    await (await Authenticators.of(page)).add(PLAIN_KEY);
    await passwordStep(page, person);
    await codeStep(page, person.secret);
    await expect(page).toHaveURL(/\/security$/);
  });

  test('lets the browser try once, also where no page follows', async ({ page, otherBrowser }) => {
    await (await Authenticators.of(page)).add(PLAIN_KEY);
    await makesPasskeysItself(page, false);
    for (const tries of [1, 0]) {
      const person = await signUpWithTwoStep(otherBrowser);
      await passwordStep(page, person);
      await codeStep(page, person.secret);
      await expect(page).toHaveURL(/\/security$/);
      expect(await askedQuietly(page)).toBe(tries);
      await page.context().clearCookies();
      await otherBrowser.clearCookies();
    }
  });
});
