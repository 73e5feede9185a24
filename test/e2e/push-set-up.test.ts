import type { Page } from '@playwright/test';
import { expectAccessible } from './harness/accessible.ts';
import { ContextClient } from './harness/context-client.ts';
import { AUTHENTICATOR, beginPush, connect, openAccount, scan, shownNumber, test } from './harness/phones.ts';
import { expect } from './harness/test.ts';
import { addRecoveryMail, heading, saveCodes } from './harness/wizard.ts';

const SET_UP = '/security/two-step/set-up';

/** The link that the QR code stands for. */
async function shownLink(page: Page): Promise<string> {
  await expect(page.getByRole('img', { name: /qr code/i })).toBeVisible();
  return (await page.locator('a[target="_blank"]').getAttribute('href'))!;
}

test('the set-up leads from a QR code to both screens saying that it worked', async ({
  page,
  person,
  phone,
}) => {
  await page.goto(SET_UP);
  await addRecoveryMail(page, `recovery.${person.email}`);
  await saveCodes(page);
  await page.getByRole('link', { name: /countersign push/i }).click();
  const link = await shownLink(page);
  await expectAccessible(page);

  const app = await phone.newPage();
  await app.goto(link);
  await expect(heading(app, /use this device to sign in/i)).toBeVisible();
  // The key is in no address that is kept.
  await expect(app).toHaveURL(/\/authenticator\/add$/);
  await expectAccessible(app);
  await app.getByLabel('Name of this device').fill('My phone');
  await app.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(app, /compare the numbers/i)).toBeVisible();
  await expectAccessible(app);
  await expect(heading(page, /compare the numbers/i)).toBeVisible();
  await expect(page.getByRole('main')).toContainText('“My phone”');
  const label = 'Number to compare';
  expect(await shownNumber(page, label)).toBe(await shownNumber(app, label));
  await expectAccessible(page);
  await page.getByRole('button', { name: /yes, the same/i }).press('Enter');

  await expect(heading(page, /two-step verification is on/i)).toBeVisible();
  await expect(page.getByRole('main')).toContainText(/your phone asks you/i);
  await expect(heading(app, /this device is connected/i)).toBeFocused();
  await expect(app.getByRole('main')).toContainText(/only while this app is open/i);
  await expectAccessible(app);
  await app.getByRole('button', { name: 'Done' }).click();
  await expect(heading(app, /your accounts/i)).toBeVisible();
  await expectAccessible(app);
  await openAccount(app);
  await expect(app.getByRole('region', { name: /code for when/i })).toContainText(/a new one in/i);
  await expectAccessible(app);

  // The private half of the key can be read by nobody, and no secret lies about.
  const kept = await app.evaluate(async () => {
    const opening = indexedDB.open('countersign-authenticator');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const reading = opening.result.transaction('accounts').objectStore('accounts').getAll();
    await new Promise((resolve) => reading.addEventListener('success', resolve));
    const { signingKey, codeKey, ...rest } = (reading.result as Record<string, CryptoKey>[])[0]!;
    return { extractable: [signingKey!.extractable, codeKey!.extractable], rest: Object.keys(rest) };
  });
  expect(kept.extractable).toEqual([false, false]);
  expect(kept.rest).not.toContain('secret');
});

test('the key can be typed; one that is wrong or used says so', async ({
  context,
  protectedPerson,
  phone,
}) => {
  const client = new ContextClient(context);
  const { enrollment } = await beginPush(client);
  const app = await phone.newPage();
  await app.goto(AUTHENTICATOR);
  await expect(heading(app, /approve sign.ins on this device/i)).toBeVisible();
  await expectAccessible(app);
  const type = async (key: string) => {
    await app.getByLabel('E-mail').fill(protectedPerson.email);
    await app.getByLabel('Key').fill(key);
    await app.getByRole('button', { name: 'Continue' }).click();
    await app.getByLabel('Name of this device').fill('Pixel');
    await app.getByRole('button', { name: 'Continue' }).click();
  };
  await app.getByRole('link', { name: 'Type a key' }).click();
  await expect(app.getByLabel('Key')).toBeVisible();
  await expectAccessible(app);
  await type('AAAA-BBBB-CCCC-DDDD');
  await expect(heading(app, /this key does not work/i)).toBeVisible();
  await app.getByRole('button', { name: 'Type a key' }).click();
  await type(enrollment.key.toLowerCase());
  await expect(heading(app, /compare the numbers/i)).toBeVisible();

  const late = await phone.newPage();
  await late.goto(enrollment.url);
  await late.getByLabel('Name of this device').fill('Late');
  await late.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(late, /this key does not work/i)).toBeVisible();
});

test('a device that is not one’s own is refused by one word, and the key is another', async ({
  page,
  protectedPerson,
  phone,
}) => {
  void protectedPerson;
  await page.goto(`${SET_UP}/countersign-push`);
  const link = await shownLink(page);
  const app = await phone.newPage();
  await scan(app, link, 'Stranger’s phone');
  await expect(page.getByRole('main')).toContainText('Stranger’s phone');
  await page.getByRole('button', { name: /no, or it is not mine/i }).click();
  await expect(page.getByRole('alert')).toContainText(/was not connected/i);
  await expect.poll(() => shownLink(page)).not.toBe(link);
  await expect(heading(app, /not connected/i)).toBeFocused();
  await app.goto(AUTHENTICATOR);
  await expect(heading(app, /approve sign/i)).toBeVisible();
});

test('devices are listed with their names; a new name reaches the phone', async ({
  context,
  protectedPerson,
  phone,
  openPhone,
}) => {
  void protectedPerson;
  const app = await connect(context, phone, 'Pixel');
  await connect(context, await openPhone(), 'Tablet');
  const page = await context.newPage();
  await page.goto('/security/two-step');
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await expect(row('Tablet')).toContainText('Countersign Push');
  await row('Pixel')
    .getByRole('button', { name: /options/i })
    .click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Work phone');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row('Work phone')).toContainText(/added/i);
  await app.reload();
  await openAccount(app);
  await expect(app.getByRole('main')).toContainText('Work phone');
});

test('an iPhone is told to put it on the Home Screen first, and may go on without', async ({
  otherBrowser,
  protectedPerson,
  context,
}) => {
  void protectedPerson;
  const app = await otherBrowser.newPage();
  // Safari has it only in a web app on the Home Screen.
  await app.addInitScript(() => Reflect.deleteProperty(globalThis, 'PushManager'));
  const { enrollment } = await beginPush(new ContextClient(context));
  await app.goto(enrollment.url);
  await expect(heading(app, /home screen first/i)).toBeVisible();
  await expectAccessible(app);
  await app.getByRole('button', { name: /go on here/i }).click();
  await expect(app.getByLabel('Name of this device')).toHaveValue('iPhone');
});

test('it can be installed: a manifest, its icons, and a service worker for its own pages alone', async ({
  context,
  protectedPerson,
  phone,
}) => {
  void protectedPerson;
  const app = await connect(context, phone);
  const scope = await app.evaluate(async () => new URL((await navigator.serviceWorker.ready).scope).pathname);
  expect(scope).toBe(AUTHENTICATOR);
  const manifest = await app.locator('link[rel="manifest"]').getAttribute('href');
  const answer = await phone.request.get(manifest!);
  const { icons, start_url } = (await answer.json()) as { icons: { src: string }[]; start_url: string };
  expect(start_url).toBe(AUTHENTICATOR);
  for (const { src } of icons) {
    expect((await phone.request.get(src)).headers()['content-type']).toMatch(/^image\//);
  }

  // The button is there once the browser would install it, and opens the browser's own dialog.
  const install = app.getByRole('button', { name: 'Install the app' });
  await expect(install).toBeHidden();
  await app.evaluate(() => {
    const asked = globalThis as { prompted?: number };
    const prompt = () => Promise.resolve((asked.prompted = (asked.prompted ?? 0) + 1));
    dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt }));
  });
  await install.click();
  expect(await app.evaluate(() => (globalThis as { prompted?: number }).prompted)).toBe(1);
  await expect(install).toBeHidden();
  // The rest of the console has no worker between it and the service.
  const page = await phone.newPage();
  await page.goto('/sign-in');
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});
