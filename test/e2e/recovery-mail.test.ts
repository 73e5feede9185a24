import { mailbox, mailedCode, newestMail } from './harness/mailbox.ts';
import { expect, test } from './harness/test.ts';

test('a code can be sent again after a visible countdown, and is the same code', async ({ page, person }) => {
  const address = `recovery.${person.email}`;
  await page.goto('/security/two-step/recovery-email');
  await page.getByLabel('E-mail address').fill(address);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByText(/again in \d+ s/i)).toBeVisible();
  const seconds = async () => Number(/in (\d+) s/.exec(await page.getByText(/again in/i).innerText())?.[1]);
  const first = await seconds();
  expect(first).toBeLessThanOrEqual(30);
  await expect.poll(seconds).toBeLessThan(first);
  const code = await mailedCode(address);
  const mail = await newestMail(address);

  await page.getByRole('button', { name: /send it again/i }).click();
  await expect(page.getByText(/sent again/i)).toBeVisible();
  expect(await mailedCode(address, mail)).toBe(code);
  await expect(page.getByText(/again in \d+ s/i)).toBeVisible();
});

test('the address can be changed; only the newest code works', async ({ page, person }) => {
  const [first, second] = [`first.${person.email}`, `second.${person.email}`];
  await page.goto('/security/two-step/recovery-email');
  await page.getByLabel('E-mail address').fill(first);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByText(first)).toBeVisible();
  const old = await mailedCode(first);
  await page.getByRole('button', { name: /change the address/i }).click();
  await page.getByLabel('E-mail address').fill(second);
  await page.getByRole('button', { name: 'Send a code' }).click();
  await expect(page.getByText(second)).toBeVisible();
  await page.getByLabel('6-digit code').fill(old);
  await expect(page.getByText(/2 tries left/)).toBeVisible();
  await page.getByLabel('6-digit code').fill(await mailedCode(second));
  await expect(page).toHaveURL(/\/security\/two-step(#recovery)?$/);
  // Who owns the account is told, at the address that he signs in with.
  await expect
    .poll(async () => (await mailbox(person.email)).map(({ subject }) => subject))
    .toContain('Countersign: A recovery address was added');
});

test('an address that is there already is refused at its field', async ({ page, person }) => {
  const address = `recovery.${person.email}`;
  for (let time = 1; time <= 2; time++) {
    await page.goto('/security/two-step/recovery-email');
    await page.getByLabel('E-mail address').fill(address);
    await page.getByRole('button', { name: 'Send a code' }).click();
    if (time === 1) await page.getByLabel('6-digit code').fill(await mailedCode(address));
    if (time === 1) await expect(page).toHaveURL(/\/security\/two-step(#recovery)?$/);
  }
  await expect(page.getByLabel('E-mail address')).toHaveAttribute('aria-invalid', 'true');
});
