import { ContextClient } from './harness/context-client.ts';
import { FIREFOX, NO_FIREFOX, openFirefox, type FirefoxPage } from './harness/firefox.ts';
import { beginPush } from './harness/phones.ts';
import { PUSH_SERVICE } from './harness/push-service.ts';
import { ORIGIN } from './harness/service.ts';
import { expect, test } from './harness/test.ts';

/** Notifications are allowed, and the browser's push service is the one beside these tests. */
const PREFERENCES = {
  'dom.push.serverURL': PUSH_SERVICE.replace('https:', 'wss:') + '/',
  'dom.push.connection.enabled': true,
  'permissions.default.desktop-notification': 1,
  // The system's own need a desktop.
  'alerts.useSystemBackend': false,
};

const NOTIFICATIONS = `(async () => {
  const registration = await navigator.serviceWorker.getRegistration('/authenticator');
  const shown = (await registration?.getNotifications()) ?? [];
  return shown.map(({ title, body }) => ({ title, body }));
})()`;

const text = (page: FirefoxPage) => page.evaluate<string>('document.body.innerText');
const press = (page: FirefoxPage, name: string) =>
  page.evaluate(
    `[...document.querySelectorAll('button')].find(({ innerText }) => innerText.includes(${JSON.stringify(name)})).click()`,
  );
const see = (page: FirefoxPage, words: RegExp, timeout = 30_000) =>
  expect.poll(() => text(page), { timeout }).toMatch(words);

// A second browser, on a machine that is busy with the first.
test.describe.configure({ retries: 2 });

test.skip(() => {
  if (!FIREFOX) console.warn(NO_FIREFOX);
  return !FIREFOX;
});

test('Firefox subscribes, decrypts what the Worker sent through a push service, and shows who asks', async ({
  protectedPerson: { email, password },
  context,
  otherBrowser,
}) => {
  test.setTimeout(240_000);
  const desktop = new ContextClient(context);
  const { enrollment } = await beginPush(desktop);
  const app = await openFirefox(PREFERENCES);
  try {
    await app.goto(enrollment.url);
    await see(app, /use this device to sign in/i, 60_000);
    await press(app, 'Continue');
    await see(app, /compare the numbers/i);
    const { enrollment: joined } = await beginPush(desktop);
    await desktop.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, {
      code: joined.device!.comparison,
    });
    await see(app, /this device is connected/i);
    await expect
      .poll(
        () =>
          app.evaluate(
            `performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/device/subscription'))`,
          ),
        { timeout: 60_000 },
      )
      .toBe(true);
    // The app is closed.
    await app.goto(`${ORIGIN}/docs`);

    const asking = new ContextClient(otherBrowser);
    await asking.call('POST', '/v1/sign-in', { email, password });
    await asking.call('POST', '/v1/challenges', { purpose: 'sign-in', method: 'push' });
    const shown = () => app.evaluate<{ title: string; body: string }[]>(NOTIFICATIONS);
    await expect.poll(async () => (await shown()).length, { timeout: 30_000 }).toBe(1);
    const [{ title, body }] = (await shown()) as [{ title: string; body: string }];
    expect(title).toContain('Countersign');
    expect(body).toContain('Safari on iOS');
  } finally {
    await app.close();
  }
});
