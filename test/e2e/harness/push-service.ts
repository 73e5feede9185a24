import type { BrowserContext, Page } from '@playwright/test';
import { startPushService } from '../../providers/push-service.ts';
import type { PushMessage } from '../../providers/push-message.ts';
import { testCertificate } from '../../providers/test-certificate.ts';
import { expect } from './test.ts';

/** What the browsers' processes know of it: they inherit the variables of the one that starts it. */
const ADDRESS = 'COUNTERSIGN_TEST_PUSH_SERVICE';

/** Starts the push service, to be trusted by everything that is started later. @returns variables of the Worker */
export async function startLocalPushService(): Promise<Record<string, string>> {
  const certificate = await testCertificate();
  process.env['NODE_EXTRA_CA_CERTS'] = certificate.file;
  process.env[ADDRESS] = await startPushService(certificate);
  return { PUSH_SERVICES: process.env[ADDRESS] };
}

/** Its origin. */
export const PUSH_SERVICE = process.env[ADDRESS] ?? '';

interface Made {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** A phone's browser and the push service that it is registered with. */
export interface ReachedPhone {
  /** Waits until the service was told where this browser is reached. */
  registered: () => Promise<void>;
  /** Waits for the next message to this browser, and hands it to the app's service worker, as a browser does. */
  deliver: () => Promise<PushMessage>;
}

/**
 * Allows notifications, at once or when its owner is asked, and subscribes a phone's browser at the local push service: Chromium's own is Google's, and
 * in another process. That is all that is put in its place; the rest is the Worker's request and the page's worker.
 */
export async function reachByPush(phone: BrowserContext, asks = false): Promise<ReachedPhone> {
  let made: Promise<Made> | undefined;
  const subscribe = async (applicationServerKey: string): Promise<Made> => {
    const body = JSON.stringify({ applicationServerKey });
    const response = await fetch(`${PUSH_SERVICE}/subscriptions`, { method: 'POST', body });
    return (await response.json()) as Made;
  };
  const allow = () => phone.grantPermissions(['notifications']);
  if (asks) {
    await phone.exposeFunction('allowNotifications', allow);
    await phone.addInitScript(askForNotifications);
  } else await allow();
  await phone.exposeFunction('subscribeLocally', (key: string) => (made ??= subscribe(key)));
  await phone.addInitScript(subscribeInPage);

  let told = false;
  phone.on('response', (response) => {
    if (response.url().endsWith('/device/subscription')) told ||= response.ok();
  });
  let delivered = 0;
  return {
    registered: () => expect.poll(() => told, { timeout: 60_000 }).toBe(true),
    async deliver() {
      const { endpoint } = await made!;
      const messages = async () => (await (await fetch(endpoint)).json()) as PushMessage[];
      await expect.poll(async () => (await messages()).length).toBeGreaterThan(delivered);
      const message = (await messages())[delivered++]!;
      await handOver(phone.pages()[0]!, message.text);
      return message;
    },
  };
}

/** A browser without a window asks nobody: here its owner allows notifications as soon as he is asked. */
function askForNotifications(): void {
  const { allowNotifications } = globalThis as never as { allowNotifications: () => Promise<void> };
  const own = Object.getOwnPropertyDescriptor(Notification, 'permission')!;
  let asked = false;
  Object.defineProperty(Notification, 'permission', {
    get: () => (asked ? (own.get!.call(Notification) as NotificationPermission) : 'default'),
  });
  Notification.requestPermission = async () => {
    await allowNotifications();
    asked = true;
    return Notification.permission;
  };
}

function subscribeInPage(): void {
  type Subscribe = (key: string) => Promise<{ endpoint: string; p256dh: string; auth: string }>;
  PushManager.prototype.subscribe = async (options) => {
    const key = options!.applicationServerKey as Uint8Array<ArrayBuffer>;
    const text = key.toBase64({ alphabet: 'base64url', omitPadding: true });
    const { subscribeLocally } = globalThis as never as { subscribeLocally: Subscribe };
    const { endpoint, p256dh, auth } = await subscribeLocally(text);
    return { toJSON: () => ({ endpoint, keys: { p256dh, auth } }) } as never;
  };
}

/** By the browser's own tool for this (CDP), which wakes the worker, whether a page is open or not. */
export async function handOver(page: Page, data: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const { promise: registrationId, resolve } = Promise.withResolvers<string>();
  cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const own = registrations.find(
      ({ scopeURL, isDeleted }) => scopeURL.endsWith('/authenticator') && !isDeleted,
    );
    if (own) resolve(own.registrationId);
  });
  await cdp.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registrationId, data });
  await cdp.detach();
}

/** The notifications that the app's service worker shows, as the system has them. */
export const notifications = (page: Page): Promise<{ title: string; body: string }[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/authenticator');
    const shown = (await registration?.getNotifications()) ?? [];
    return shown.map(({ title, body }) => ({ title, body }));
  });

/** What a touch of a notification brought about. */
interface Touched {
  /** Opened in a new window. */
  opened: string[];
  /** The window that came to the front. */
  focused: string[];
}

/**
 * Touches the notification that is shown, in the app's service worker. Only a person's own touch lets a worker open
 * windows or bring them to the front, so what it asks for is noted, for the test to do.
 */
export const touch = (phone: BrowserContext): Promise<Touched> => {
  const [worker] = phone.serviceWorkers();
  return worker!.evaluate(touchNotification);
};

/** What a service worker's global scope has; its types do not go together with a page's. */
interface AppWorker {
  clients: { openWindow: (url: string) => Promise<null> };
  registration: ServiceWorkerRegistration;
  WindowClient: { prototype: { url: string; focus: () => Promise<unknown> } };
  NotificationEvent: new (
    type: string,
    init: { notification: Notification | undefined },
  ) => Event & { waitUntil: (work: unknown) => void };
  dispatchEvent: (event: Event) => boolean;
}

async function touchNotification(): Promise<Touched> {
  const worker = globalThis as never as AppWorker;
  const touched: Touched = { opened: [], focused: [] };
  worker.clients.openWindow = (url) => {
    touched.opened.push(url);
    return Promise.resolve(null);
  };
  worker.WindowClient.prototype.focus = function (this: { url: string }) {
    touched.focused.push(this.url);
    return Promise.resolve(this);
  };
  const [notification] = await worker.registration.getNotifications();
  const event = new worker.NotificationEvent('notificationclick', { notification });
  const done: unknown[] = [];
  event.waitUntil = (work) => void done.push(work);
  worker.dispatchEvent(event);
  await Promise.all(done);
  return touched;
}
