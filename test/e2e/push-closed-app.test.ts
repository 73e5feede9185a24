import { deliver, notifications, reachable } from './harness/local-push.ts';
import { answerWith, ask, AUTHENTICATOR, connect, signedIn, test } from './harness/phones.ts';
import { expect } from './harness/test.ts';
import { heading } from './harness/wizard.ts';

// Two or three browsers each, on machines that may be slow.
test.describe.configure({ timeout: 150_000 });

test('with the app closed a notification says who asks; opened, the app shows the request', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
}) => {
  const received = await reachable(phone);
  const subscribed = phone.waitForEvent('response', (response) => response.url().endsWith('/subscription'));
  const app = await connect(context, phone);
  expect((await subscribed).status()).toBe(204);
  await expect(app.getByText(/only while this app is open/i)).toBeHidden();
  const rest = await phone.newPage();
  await rest.goto('/sign-in');
  await app.close();

  const page = await otherBrowser.newPage();
  const number = await ask(page, protectedPerson);
  await expect.poll(received).toHaveLength(1);
  const [message] = await received();
  expect(JSON.parse(message!)).toMatchObject({ type: 'request', service: 'Countersign' });
  expect(message).not.toContain(`"${number}"`);
  await deliver(rest, message!);
  await expect.poll(() => notifications(rest)).toHaveLength(1);
  const [notification] = await notifications(rest);
  expect(notification!.title).toBe('Sign in to Countersign?');
  expect(notification!.body).toMatch(/^Safari on iOS · .*Open to answer\.$/);
  expect(notification!.body).not.toContain(number);

  const opened = await phone.newPage();
  await opened.goto(AUTHENTICATOR);
  await answerWith(opened, number);
  await signedIn(page);
  await expect(heading(opened, /^approved$/i)).toBeVisible();
  await expect.poll(() => notifications(rest)).toEqual([]);
});

test('a push that nobody can read is told of all the same, and opens the app', async ({ phone }) => {
  await phone.grantPermissions(['notifications']);
  const app = await phone.newPage();
  await app.goto(AUTHENTICATOR);
  await app.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await deliver(app, 'no JSON');
  await expect.poll(() => notifications(app)).toHaveLength(1);
  expect((await notifications(app))[0]!.body).toBe('Open to see what is asked.');
});
