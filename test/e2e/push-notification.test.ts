import type { Page } from '@playwright/test';
import { ContextClient } from './harness/context-client.ts';
import { answerWith, AUTHENTICATOR, connect, shownNumber, test } from './harness/phones.ts';
import { reachByPush } from './harness/push-service.ts';
import { expect } from './harness/test.ts';

/** The notifications that the app's service worker shows, as the system has them. */
const notifications = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/authenticator');
    const shown = (await registration?.getNotifications()) ?? [];
    return shown.map(({ title, body, tag }) => ({ title, body, tag }));
  });

// The worker keeps all of the app's files before it is one.
test.slow();

test('with the app closed a notification says who asks; opened by it, the app approves', async ({
  protectedPerson: { email, password },
  context,
  otherBrowser,
  phone,
}) => {
  const reached = await reachByPush(phone);
  const app = await connect(context, phone);
  await reached.registered();
  // The app is closed.
  await app.goto('/docs');

  const client = new ContextClient(otherBrowser);
  await client.call('POST', '/v1/sign-in', { email, password });
  const page = await otherBrowser.newPage();
  await page.goto('/sign-in/challenge?use=push');
  const number = await shownNumber(page, 'Number to type on your phone');

  const message = await reached.deliver();
  expect(message).toMatchObject({ status: 201, urgency: 'high', topic: 'sign-in' });
  await expect.poll(() => notifications(app)).toHaveLength(1);
  const [notification] = await notifications(app);
  expect(notification!.title).toContain('Countersign');
  expect(notification!.body).toContain('Safari on iOS');
  expect(JSON.stringify(notification)).not.toMatch(new RegExp(`\\b${number}\\b`));

  // What a touch of the notification opens.
  await app.goto(AUTHENTICATOR);
  await answerWith(app, number);
  await expect(page).toHaveURL(/\/security$/);
});
