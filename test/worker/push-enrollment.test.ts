import { afterEach, expect, test, vi } from 'vitest';
import { config } from '../../worker/config.ts';
import { vapidPublicKey } from '../../worker/delivery/push/vapid.ts';
import { ENROLLMENT_MS } from '../../worker/policy/limits.ts';
import { Browser } from './client.ts';
import { expectProblem } from './expect-problem.ts';
import { passwordStep, signUp, withTwoStep } from './people.ts';
import { PUSH, withPhone } from './pushes.ts';
import { addPhone, Phone } from './software-phone.ts';

afterEach(() => void vi.useRealTimers());

test('C15 it joins with the key of the QR code, and is used once both screens were compared', async () => {
  const { browser } = await withTwoStep();
  const { enrollment } = await browser.call<{
    enrollment: { id: string; url: string; key: string; device: unknown };
  }>('POST', '/v1/enrollments', { method: 'push' });
  expect(enrollment.url).toMatch(/^http:\/\/localhost\/authenticator#[\w-]{22}\.[0-9A-Z]{16}$/);
  expect(enrollment.key).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  expect(enrollment.device).toBeNull();

  const phone = await Phone.make();
  const joined = await phone.join(enrollment.url, 'My Pixel');
  expect(joined.comparison).toMatch(/^\d{6}$/);
  const shown = await browser.call<{ enrollment: { device: object } }>('POST', '/v1/enrollments', {
    method: 'push',
  });
  expect(shown.enrollment.device).toEqual({
    name: 'My Pixel',
    comparison: joined.comparison,
    verifies: false,
  });
  expect(await (await phone.request('GET', '/v1/authenticator/device')).json()).toMatchObject({
    state: 'waiting',
  });
  await expectProblem(await phone.request('GET', '/v1/authenticator/request'), 'device-unknown');

  const { factor } = await browser.call<{ factor: object }>(
    'POST',
    `/v1/enrollments/${enrollment.id}/confirm`,
    { code: joined.comparison },
  );
  expect(factor).toMatchObject({ method: 'push', name: 'My Pixel', use: 'sign-in', state: 'active' });
  expect(await (await phone.request('GET', '/v1/authenticator/device')).json()).toMatchObject({
    state: 'active',
  });
  expect(await phone.waiting()).toBeNull();
});

test('it joins with the typed key and the account’s address too; with another address it does not', async () => {
  const { browser, email } = await withTwoStep();
  const { enrollment } = await browser.call<{ enrollment: { key: string } }>('POST', '/v1/enrollments', {
    method: 'push',
  });
  const phone = await Phone.make();
  const stranger = new Browser();
  const join = async (address: string) =>
    stranger.request(
      'POST',
      '/v1/authenticator/devices',
      await phone.joining(enrollment.key, { email: address }),
    );
  await expectProblem(await join('nobody@example.com'), 'code-expired');
  expect((await join(email)).status).toBe(201);
});

test('H6 the key is for one device, for ten minutes, and dies when the set-up is left', async () => {
  const { browser } = await withTwoStep();
  const begin = () =>
    browser.call<{ enrollment: { id: string; url: string } }>('POST', '/v1/enrollments', {
      method: 'push',
    });
  const first = (await begin()).enrollment;
  await (await Phone.make()).join(first.url);
  await expect((await Phone.make()).join(first.url)).rejects.toThrow('code-expired');
  await browser.call('DELETE', '/v1/enrollments');
  const second = (await begin()).enrollment;
  expect(second.url).not.toBe(first.url);
  await browser.call('DELETE', '/v1/enrollments');
  await expect((await Phone.make()).join(second.url)).rejects.toThrow('code-expired');
  const third = (await begin()).enrollment;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ENROLLMENT_MS + 1 });
  await expect((await Phone.make()).join(third.url)).rejects.toThrow('code-expired');
});

test('C15 of 64 devices that come with one key at once, one joins', async () => {
  const { browser } = await withTwoStep();
  const { enrollment } = await browser.call<{ enrollment: { url: string } }>('POST', '/v1/enrollments', {
    method: 'push',
  });
  const phones = await Promise.all(Array.from({ length: 64 }, () => Phone.make()));
  const joined = await Promise.allSettled(phones.map((phone) => phone.join(enrollment.url)));
  expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('C15 a wrong comparison ends the set-up; so does a device without its key', async () => {
  const { browser } = await withTwoStep();
  const { enrollment } = await browser.call<{ enrollment: { id: string; url: string } }>(
    'POST',
    '/v1/enrollments',
    { method: 'push' },
  );
  const phone = await Phone.make();
  const [home = '', key = ''] = new URL(enrollment.url).hash.slice(1).split('.');
  const thief = await Phone.make();
  const stolen = { ...(await thief.joining(key, { home })), publicKey: await phone.publicKey() };
  await expectProblem(
    await new Browser().request('POST', '/v1/authenticator/devices', stolen),
    'invalid-request',
  );
  const { comparison } = await phone.join(enrollment.url);
  const wrong = String((Number(comparison) + 1) % 1_000_000).padStart(6, '0');
  await expectProblem(
    await browser.request('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code: wrong }),
    'code-expired',
  );
  await expectProblem(
    await browser.request('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code: comparison }),
    'code-expired',
  );
  await expectProblem(await phone.request('GET', '/v1/authenticator/device'), 'device-unknown');
});

test('H3 one that waits can be dropped by its own session alone: its device is not let in, the rest stays', async () => {
  const { browser } = await withTwoStep();
  const stranger = await withTwoStep();
  const begin = (of: Browser) =>
    of.call<{ enrollment: { id: string; url: string } }>('POST', '/v1/enrollments', { method: 'push' });
  const { enrollment } = await begin(browser);
  const { comparison } = await (await Phone.make()).join(enrollment.url);
  const path = `/v1/enrollments/${enrollment.id}`;
  await expectProblem(await stranger.browser.request('DELETE', path), 'not-found');
  await browser.call('POST', '/v1/enrollments', { method: 'totp' });
  expect((await browser.request('DELETE', path)).status).toBe(204);
  await expectProblem(await browser.request('DELETE', path), 'not-found');
  await expectProblem(await browser.request('POST', `${path}/confirm`, { code: comparison }), 'code-expired');
  const left = await browser.call<{ enrollments: { method: string }[] }>('GET', '/v1/enrollments');
  expect(left.enrollments.map(({ method }) => method)).toEqual(['totp']);
  expect((await begin(browser)).enrollment.id).not.toBe(enrollment.id);
});

test('C16 a subscription is at a push service that is known, and nowhere else', async () => {
  const { phone } = await withPhone();
  const { applicationServerKey: point } = await new Browser().call<{ applicationServerKey: string }>(
    'GET',
    '/v1/authenticator',
  );
  const subscribe = (endpoint: string, p256dh = point) =>
    phone.request('PUT', '/v1/authenticator/device/subscription', {
      subscription: { endpoint, p256dh, auth: 'A'.repeat(22) },
    });
  for (const endpoint of [
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://fcm.googleapis.com:8443/x',
    'https://user@fcm.googleapis.com/x',
    'https://evilnotify.windows.com/x',
    'https://169.254.169.254/latest',
    'https://localhost/x',
    'https://[::1]/x',
    'file:///etc/passwd',
    'no address',
  ])
    await expectProblem(await subscribe(endpoint), 'invalid-request');
  const noPoint = await subscribe('https://fcm.googleapis.com/x', 'B'.repeat(87));
  expect((await expectProblem(noPoint, 'invalid-request')).errors).toMatchObject([
    { field: 'subscription.p256dh' },
  ]);
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/x',
    'https://updates.push.services.mozilla.com/wpush/v2/x',
    'https://web.push.apple.com/x',
    'https://wns2-par02p.notify.windows.com/w/?token=x',
  ])
    expect((await subscribe(endpoint)).status).toBe(204);
  expect(
    (await phone.request('PUT', '/v1/authenticator/device/subscription', { subscription: null })).status,
  ).toBe(204);
});

test('the first push device turns two-step verification on', async () => {
  const { browser } = await signUp();
  await browser.call('POST', '/v1/recovery-codes');
  await addPhone(browser);
  expect(await browser.call('GET', '/v1/factors')).toMatchObject({ twoStep: true });
});

test('without VAPID_KEY there is no push: none is set up, none is asked for, the codes of a device still work', async () => {
  const person = await withPhone();
  const { vapidKey } = config;
  expect(await new Browser().call('GET', '/v1/authenticator')).toEqual({
    service: 'Countersign',
    applicationServerKey: vapidPublicKey(vapidKey!),
    rpId: config.rpId,
  });
  config.vapidKey = null;
  try {
    expect(await new Browser().call('GET', '/v1/authenticator')).toMatchObject({
      applicationServerKey: null,
    });
    await expectProblem(
      await person.browser.request('POST', '/v1/enrollments', { method: 'push' }),
      'method-not-available',
    );
    const half = await passwordStep(person);
    await expectProblem(await half.request('POST', '/v1/challenges', PUSH), 'method-not-available');
    const { session } = await half.call<{ session: { options: { method: string }[] } }>('GET', '/v1/session');
    expect(session.options.map(({ method }) => method)).toEqual(['totp', 'totp', 'recovery-code']);
  } finally {
    config.vapidKey = vapidKey;
  }
});
