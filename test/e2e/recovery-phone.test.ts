import type { Page } from '@playwright/test';
import { expectAccessible } from './harness/accessible.ts';
import { mailbox } from './harness/mailbox.ts';
import { expect, test } from './harness/test.ts';
import { national, someNumber, textedCode } from './harness/texts.ts';
import { heading } from './harness/wizard.ts';

const ADD = '/security/two-step/recovery-phone';

const number = (page: Page) => page.getByLabel('Mobile number');
const country = (page: Page) => page.getByLabel('Country');
const menu = async (page: Page, name: string, item: string) => {
  await page.getByRole('button', { name: `Options for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const row = (page: Page, name: string) =>
  page.locator('#recovery').getByRole('listitem').filter({ hasText: name });

async function addNumber(page: Page, to: string): Promise<void> {
  await page.goto(ADD);
  await number(page).fill(to);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await page.getByLabel('6-digit code').fill(await textedCode(to));
  await expect(page).toHaveURL(/\/security\/two-step(#recovery)?$/);
}

test('in the set-up one chooses a text message; the number is shown masked from then on', async ({
  page,
  person,
}) => {
  const to = someNumber();
  void person;
  await page.goto('/security/two-step/set-up');
  await expect(heading(page, /add a recovery method/i)).toBeVisible();
  await page.getByText('Text message').click();
  await expect(number(page)).toBeVisible();
  await expectAccessible(page);
  await country(page).selectOption('FR');
  await number(page).pressSequentially(national(to).replaceAll(' ', ''));
  await expect(number(page)).toHaveValue(national(to));
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByText(to)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByText(to)).toBeVisible();
  await page.getByLabel('6-digit code').fill(await textedCode(to));
  await expect(heading(page, /save your recovery codes/i)).toBeVisible();
  await page.goto('/security');
  await expect(page.getByText(`+33 •• •• •• ${to.slice(-2)}`)).toBeVisible();
  await expect(page.getByText(to)).toHaveCount(0);
});

test('a number that is pasted with + or 00 brings its country; letters stay to be seen', async ({
  page,
  person,
}) => {
  void person;
  await page.goto(ADD);
  // Whether the numbering plans are there yet or not.
  await number(page).fill('+4915112345678');
  await expect(country(page)).toHaveValue('DE');
  await number(page).fill('0032470123456');
  await expect(country(page)).toHaveValue('BE');
  await expect(number(page)).toHaveValue('+32 470 12 34 56');
  await country(page).selectOption('FR');
  await number(page).fill('call me');
  await expect(number(page)).toHaveValue('call me');
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(number(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(number(page)).toBeFocused();
  await expectAccessible(page);
  await number(page).fill('01 42 68 53 00');
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByText(/no mobile number/i)).toBeVisible();
});

test('numbers are renamed, offered first and removed, each with what remains', async ({ page, person }) => {
  const [first, second] = [someNumber(), someNumber()];
  await addNumber(page, first);
  await addNumber(page, second);
  await menu(page, 'Recovery phone 2', 'Rename');
  await page.getByRole('textbox', { name: 'Name' }).fill('At work');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'At work')).toContainText(`+33 •• •• •• ${second.slice(-2)}`);
  await expectAccessible(page);

  await menu(page, 'At work', 'Offer this first');
  await expect(row(page, 'At work')).toContainText('Offered first');
  await expect(page.locator('#recovery').getByRole('listitem').first()).toContainText('At work');

  await menu(page, 'At work', 'Remove');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText(`We no longer send text messages to +33 •• •• •• ${second.slice(-2)}.`);
  await expect(dialog).toContainText(`What remains: +33 •• •• •• ${first.slice(-2)}.`);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'At work')).toHaveCount(0);
  const subjects = async () => (await mailbox(person.email)).map(({ subject }) => subject);
  await expect.poll(subjects).toContain('Countersign: A recovery phone was removed');
});

test('the number can be changed; the old code is worth nothing, and the wait for another grows', async ({
  page,
  person,
}) => {
  void person;
  const [first, second] = [someNumber(), someNumber()];
  await page.goto(ADD);
  await number(page).fill(first);
  await page.getByRole('button', { name: 'Send a code' }).click();
  const old = await textedCode(first);
  await expect(page.getByText(/again in \d+ s/i)).toBeVisible();
  await page.getByRole('button', { name: /change the number/i }).click();
  await number(page).fill(second);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByText(second)).toBeVisible();
  await page.getByLabel('6-digit code').fill(old);
  await expect(page.getByText(/2 tries left/)).toBeVisible();
});

test('a phone that reads the message fills in its code, and is no longer asked when one leaves', async ({
  page,
  person,
}) => {
  void person;
  const to = someNumber();
  await page.addInitScript(() => {
    const heard = globalThis as { waiting?: number; deliver?: (code: string) => void };
    heard.waiting = 0;
    Object.assign(globalThis, { OTPCredential: () => undefined });
    const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = (options) => {
      if (!options || !('otp' in options)) return get(options);
      heard.waiting!++;
      return new Promise((resolve, reject) => {
        heard.deliver = (code) => resolve({ code } as unknown as Credential);
        options.signal?.addEventListener('abort', () => {
          heard.waiting!--;
          reject(new DOMException('', 'AbortError'));
        });
      });
    };
  });
  const waiting = () => page.evaluate(() => (globalThis as { waiting?: number }).waiting);
  await page.goto(ADD);
  await number(page).fill(to);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect.poll(waiting).toBe(1);
  await page.getByRole('button', { name: /change the number/i }).click();
  await expect.poll(waiting).toBe(0);
  await page.reload();
  await expect.poll(waiting).toBe(1);
  const code = await textedCode(to);
  await page.evaluate((text) => (globalThis as { deliver?: (code: string) => void }).deliver!(text), code);
  await expect(page).toHaveURL(/\/security\/two-step(#recovery)?$/);
});
