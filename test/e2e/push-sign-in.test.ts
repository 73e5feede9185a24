import { ContextClient } from './harness/context-client.ts';
import { answerWith, ask, connect, numberOn, openAccount, signedIn, test } from './harness/phones.ts';
import { answerStaleOnce, renameFactor } from './harness/reauthenticating.ts';
import { expect } from './harness/test.ts';
import { heading } from './harness/wizard.ts';

/** With which a right number is made a wrong one. */
const other = (number: string) => String((Number(number) + 1) % 100).padStart(2, '0');

test('the number is typed on the phone, and the other screen is signed in without a reload', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
}) => {
  const app = await connect(context, phone);
  const page = await otherBrowser.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(protectedPerson.email);
  await page.getByLabel('Password', { exact: true }).fill(protectedPerson.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('link', { name: 'Use another method' }).click();
  await page.getByRole('button', { name: /countersign push/i }).click();
  const number = await numberOn(page);
  expect(number).toMatch(/^\d{2}$/);

  // What the phone shows: who asks, and not the number.
  await expect(heading(app, /are you signing in/i)).toBeFocused();
  const request = app.getByRole('main');
  await expect(request).toContainText('Safari on iOS');
  await expect(request).toContainText(protectedPerson.email);
  await expect(request).not.toContainText(new RegExp(`\\b${number}\\b`));
  await app.getByRole('button', { name: 'Approve' }).click();
  await expect(app.getByLabel('Number on the other screen')).toBeFocused();

  let loads = 0;
  page.on('load', () => loads++);
  let polls = 0;
  const counted = Date.now();
  page.on('request', (sent) => {
    if (sent.method() === 'GET' && sent.url().includes('/v1/challenges/')) polls++;
  });
  await app.keyboard.type(number);
  const started = Date.now();
  await app.keyboard.press('Enter');
  await signedIn(page);
  console.log(`From “Approve” on the phone to the signed-in page: ${Date.now() - started} ms`);
  expect(loads).toBe(0);
  await expect(page.getByRole('main')).not.toContainText(/came in with a recovery code/i);
  expect(polls).toBeLessThanOrEqual((Date.now() - counted) / 1_000 + 1);

  await expect(heading(app, /^approved$/i)).toBeFocused();
  await app.getByRole('button', { name: 'Done' }).click();
  await app.getByRole('link', { name: 'Activity' }).click();
  await expect(app.getByRole('listitem').filter({ hasText: 'Approved' })).toContainText('Safari on iOS');
});

test('a wrong number lets nobody in, “Not now” neither, and after three refusals the phone is left alone', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
}) => {
  const app = await connect(context, phone);
  const page = await otherBrowser.newPage();
  await answerWith(app, other(await ask(page, protectedPerson)));
  await expect(heading(app, /that was another number/i)).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(/another number was typed/i);
  await app.getByRole('button', { name: 'Done' }).click();

  for (let refusals = 1; refusals < 3; refusals++) {
    await page.getByRole('button', { name: 'Ask my phone again' }).click();
    await expect(heading(app, /are you signing in/i)).toBeVisible();
    await app.getByRole('button', { name: 'Not now' }).click();
    await expect(page.getByRole('alert')).toContainText(/you chose “not now”/i);
    await expect(heading(app, /not approved/i)).toBeVisible();
    await app.getByRole('button', { name: 'Done' }).click();
  }

  // Refused too often: a pause, with its end and other ways.
  await page.getByRole('button', { name: 'Ask my phone again' }).click();
  await expect(page.getByRole('alert')).toContainText(/you can try again at/i);
  await expect(page.getByRole('link', { name: 'Use another method' })).toBeVisible();
});

test('“It was not me” ends the attempt, says what to do, and stops further requests', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
}) => {
  const app = await connect(context, phone);
  const page = await otherBrowser.newPage();
  await ask(page, protectedPerson);
  await expect(heading(app, /are you signing in/i)).toBeVisible();
  await app.getByRole('button', { name: 'It was not me' }).click();
  await expect(heading(app, /nobody was let in/i)).toBeFocused();
  await expect(app.getByRole('link', { name: /set a new one/i })).toHaveAttribute('href', '/recover');
  await expect(page.getByRole('alert')).toContainText(/this was not you/i);
  await expect(page.getByRole('button', { name: 'Ask my phone again' })).toBeHidden();
  await page.getByRole('button', { name: 'Enter a code from the app' }).click();
  await expect(page.getByLabel('6-digit code')).toBeVisible();
  const own = await context.newPage();
  await own.goto('/security/activity');
  await expect(own.getByRole('main')).toContainText(/not me|not you/i);
});

test('a request that nobody answers in time is over, and another one can be asked for', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
  openPhone,
}) => {
  const app = await connect(context, phone);
  const slow = await connect(context, await openPhone(), 'Tablet');
  await slow.clock.install();
  await slow.reload();
  await expect(slow.getByText('Requests appear here at once.')).toBeVisible();
  const page = await otherBrowser.newPage();
  // The page is told that its time is up: nobody waits two minutes.
  await page.route('**/v1/challenges{,/*}', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { challenge?: { expiresAt: string } };
    if (body.challenge) body.challenge.expiresAt = new Date().toISOString();
    await route.fulfill({ response, json: body });
  });
  const client = new ContextClient(otherBrowser);
  const { email, password } = protectedPerson;
  await client.call('POST', '/v1/sign-in', { email, password });
  await page.goto('/sign-in/challenge?use=push');
  await expect(page.getByRole('alert')).toContainText(/nobody answered in time/i);
  await page.unroute('**/v1/challenges{,/*}');
  await expect(heading(slow, /are you signing in/i)).toBeVisible();
  await slow.clock.fastForward(121_000);
  await expect(heading(slow, /this request is over/i)).toBeVisible();
  await page.getByRole('button', { name: 'Ask my phone again' }).click();
  await answerWith(app, await numberOn(page));
  await signedIn(page);
});

test('a newer request takes the place of the one before, on both screens', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
  openPhone,
}) => {
  const app = await connect(context, phone);
  const first = await otherBrowser.newPage();
  await ask(first, protectedPerson);
  await expect(app.getByText('Safari on iOS')).toBeVisible();
  const second = await (await openPhone()).newPage();
  const number = await ask(second, protectedPerson);
  await expect(first.getByRole('alert')).toContainText(/a newer request took the place/i);
  await expect(app.getByText('Chrome on Android')).toBeVisible();
  await answerWith(app, number);
  await signedIn(second);
  await expect(first).toHaveURL(/\/sign-in\/challenge/);
});

test('a reload goes on waiting, and does not ask the phone once more', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
}) => {
  const app = await connect(context, phone);
  const page = await otherBrowser.newPage();
  const number = await ask(page, protectedPerson);
  await page.reload();
  expect(await numberOn(page)).toBe(number);
  await answerWith(app, number);
  await signedIn(page);
});

test('of two phones that answer at once, one counts', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
  openPhone,
}) => {
  const apps = [await connect(context, phone, 'Pixel'), await connect(context, await openPhone(), 'Galaxy')];
  const page = await otherBrowser.newPage();
  const number = await ask(page, protectedPerson);
  for (const app of apps) {
    await expect(heading(app, /are you signing in/i)).toBeVisible();
    await app.getByLabel('Number on the other screen').fill(number);
  }
  const buttons = apps.map((app) => app.getByRole('button', { name: 'Approve' }).elementHandle());
  const found = await Promise.all(buttons);
  await Promise.all(found.map((button) => button!.evaluate((element) => (element as HTMLElement).click())));
  await signedIn(page);
  const ends = apps.map((app) => heading(app, /^approved$|this request is over/i));
  for (const end of ends) await expect(end).toBeVisible();
  const texts = await Promise.all(ends.map((end) => end.innerText()));
  expect(texts.toSorted()).toEqual(['Approved', 'This request is over']);
});

test('without a network the installed app opens, and its code signs in', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
}) => {
  const app = await connect(context, phone);
  await app.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await phone.setOffline(true);
  await app.reload();
  await expect(app.getByText(/no connection/i)).toBeVisible();
  await openAccount(app);
  const code = app.getByRole('region', { name: /code for when/i }).getByText(/^Code: /);
  await expect(code).toBeAttached();

  const page = await otherBrowser.newPage();
  await ask(page, protectedPerson);
  await page.getByRole('button', { name: 'Enter a code from the app' }).click();
  await expect(page.getByText(/open countersign on “pixel”/i)).toBeVisible();
  const read = async () => (await code.innerText()).replace(/\D/g, '');
  await page.getByLabel('6-digit code').fill(await read());
  await signedIn(page);
});

test('a device that was removed is told so, and one that was reinstalled is connected anew', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
  openPhone,
}) => {
  const app = await connect(context, phone, 'Old phone');
  const own = await context.newPage();
  await own.goto('/security/two-step');
  const row = own.getByRole('listitem').filter({ hasText: 'Old phone' });
  await expect(row).toContainText('Countersign Push');
  await row.getByRole('button', { name: /options/i }).click();
  await own.getByRole('menuitem', { name: 'Remove' }).click();
  await own.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toBeHidden();
  await expect(app.getByRole('listitem')).toContainText('Removed');
  await openAccount(app);
  await expect(app.getByRole('main')).toContainText(/no longer knows this device/i);
  await app.getByRole('button', { name: 'Remove from this device' }).click();
  await app.getByRole('alertdialog').getByRole('button', { name: 'Remove from this device' }).click();
  await expect(heading(app, /approve sign/i)).toBeVisible();

  const again = await connect(context, await openPhone(), 'New phone');
  const page = await otherBrowser.newPage();
  await answerWith(again, await ask(page, protectedPerson));
  await signedIn(page);
});

test('a change to the account is confirmed by the phone, which is asked about a change', async ({
  protectedPerson,
  context,
  page,
  phone,
}) => {
  void protectedPerson;
  const app = await connect(context, phone);
  await answerStaleOnce(page, '**/v1/factors/*');
  await renameFactor(page, 'Pixel', 'Work phone');
  const proof = page.getByRole('dialog', { name: /confirm it’s you/i });
  await proof.getByRole('button', { name: 'Use another method' }).click();
  await proof.getByRole('button', { name: /countersign push/i }).click();
  const number = await numberOn(page);
  // Another language, chosen in another tab, does not begin anew.
  for (const [language, title] of [
    ['fr', /confirmez votre identité/i],
    ['en', /confirm it’s you/i],
  ] as const) {
    await page.evaluate((newValue) => {
      dispatchEvent(new StorageEvent('storage', { key: 'language', newValue }));
    }, language);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  }
  expect(await numberOn(page)).toBe(number);
  await expect(heading(app, /are you confirming a change/i)).toBeVisible();
  await app.getByLabel('Number on the other screen').fill(number);
  await app.getByRole('button', { name: 'Approve' }).click();
  await expect(proof).toBeHidden();
  await expect(page.getByRole('main')).toContainText('Work phone');
});
