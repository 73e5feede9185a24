import { answerWith, ask, AUTHENTICATOR, connect, signedIn, test } from './harness/phones.ts';
import { handOver, notifications, reachByPush, touch } from './harness/push-service.ts';
import { expect } from './harness/test.ts';
import { heading } from './harness/wizard.ts';

test('with the app closed a notification says who asks; opened, the app approves', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
}) => {
  const reached = await reachByPush(phone);
  const app = await connect(context, phone);
  await reached.registered();
  await expect(app.getByText(/only while this app is open/i)).toBeHidden();
  // The app is closed; another page of the phone is not.
  const rest = await phone.newPage();
  await rest.goto('/sign-in');
  await app.close();

  const page = await otherBrowser.newPage();
  const number = await ask(page, protectedPerson);
  const message = await reached.deliver();
  expect(message).toMatchObject({ status: 201, urgency: 'high', topic: 'sign-in' });
  expect(JSON.parse(message.text)).toMatchObject({ type: 'request', service: 'Countersign' });
  expect(message.text).not.toContain(`"${number}"`);
  await expect.poll(() => notifications(rest)).toHaveLength(1);
  const [notification] = await notifications(rest);
  expect(notification!.title).toBe('Sign in to Countersign?');
  expect(notification!.body).toMatch(/^Safari on iOS · .*Open to answer\.$/);
  expect(notification!.body).not.toMatch(new RegExp(`\\b${number}\\b`));

  const {
    opened: [url],
    focused,
  } = await touch(phone);
  expect(focused).toEqual([]);
  const opened = await phone.newPage();
  await opened.goto(url!);
  await expect(opened).toHaveURL(/\/authenticator$/);
  await answerWith(opened, number);
  await signedIn(page);
  await expect(heading(opened, /^approved$/i)).toBeVisible();
  await expect.poll(() => notifications(rest)).toEqual([]);
});

test('with the app open in the background a touch brings it to the front, and the request is there', async ({
  protectedPerson,
  context,
  otherBrowser,
  phone,
}) => {
  const reached = await reachByPush(phone);
  const app = await connect(context, phone);
  await reached.registered();
  await app.getByRole('link', { name: 'Activity' }).click();
  const page = await otherBrowser.newPage();
  const number = await ask(page, protectedPerson);
  await reached.deliver();
  await expect.poll(() => notifications(app)).toHaveLength(1);
  const { opened, focused } = await touch(phone);
  expect(opened).toEqual([]);
  // The address that a window was opened with, wherever it went since.
  expect(focused.map((url) => new URL(url).pathname)).toEqual([AUTHENTICATOR]);
  await expect.poll(() => notifications(app)).toEqual([]);
  await answerWith(app, number);
  await signedIn(page);
});

test('“Allow notifications” asks for them, and the service is told where this phone is reached', async ({
  protectedPerson,
  context,
  phone,
}) => {
  void protectedPerson;
  const reached = await reachByPush(phone, true);
  const app = await connect(context, phone);
  await expect(app.getByText(/only while this app is open/i)).toBeVisible();
  await app.getByRole('button', { name: 'Allow notifications' }).click();
  await reached.registered();
  await expect(app.getByText(/only while this app is open/i)).toBeHidden();
});

test('a push that nobody can read is told of all the same, and opens the app', async ({ phone }) => {
  await phone.grantPermissions(['notifications']);
  const app = await phone.newPage();
  await app.goto(AUTHENTICATOR);
  await app.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await handOver(app, 'no JSON');
  await expect.poll(() => notifications(app)).toHaveLength(1);
  expect((await notifications(app))[0]!.body).toBe('Open to see what is asked.');
});
