import { request, type BrowserContext, type Page } from '@playwright/test';
import type { PushMessage } from '../../providers/push-message.ts';
import { ContextClient } from './context-client.ts';
import { PUSH_SERVICE } from './push-service.ts';
import { ORIGIN } from './service.ts';

interface Subscribed {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** In the page: Chromium without Google's service cannot subscribe, so that the push service of these tests does. */
function standInForSubscribe({ endpoint, p256dh, auth }: Subscribed): void {
  const subscription = (options?: PushSubscriptionOptionsInit) => ({
    endpoint,
    options,
    unsubscribe: () => Promise.resolve(true),
    toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
  });
  PushManager.prototype.getSubscription = () => Promise.resolve(null);
  PushManager.prototype.subscribe = (options) =>
    Promise.resolve(subscription(options) as unknown as PushSubscription);
}

/**
 * Lets a phone be reached while its app is closed: it has allowed notifications, and has a subscription at the push
 * service of these tests (test/providers/push-service.ts).
 * @returns the texts that came for it, decrypted
 */
export async function reachable(phone: BrowserContext): Promise<() => Promise<string[]>> {
  await phone.grantPermissions(['notifications']);
  const { applicationServerKey } = await new ContextClient(phone).call<{ applicationServerKey: string }>(
    'GET',
    '/v1/authenticator',
  );
  const service = await request.newContext({ ignoreHTTPSErrors: true });
  const answer = await service.post(`${PUSH_SERVICE}/subscriptions`, {
    data: { applicationServerKey },
  });
  const subscribed = (await answer.json()) as Subscribed;
  await phone.addInitScript(standInForSubscribe, subscribed);
  return async () => {
    const messages = (await (await service.get(subscribed.endpoint)).json()) as PushMessage[];
    return messages.map(({ text }) => text);
  };
}

/** Hands a message to the service worker, as the browser does with what its push service brings. */
export async function deliver(page: Page, data: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations;
      if (registration) resolve(registration.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const registrationId = await registered;
  await cdp.send('ServiceWorker.deliverPushMessage', { origin: ORIGIN, registrationId, data });
}

/** What the phone's list of notifications holds of this app. */
export const notifications = (page: Page): Promise<{ title: string; body: string }[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/authenticator');
    const shown = (await registration?.getNotifications()) ?? [];
    return shown.map(({ title, body }) => ({ title, body }));
  });
