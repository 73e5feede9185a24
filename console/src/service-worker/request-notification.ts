import { self } from '$app/service-worker';
import { notifications as en } from '#messages/en.ts';
import { notifications as fr } from '#messages/fr.ts';
import { DEFAULT_LANGUAGE, languageOf } from '#messages/language.ts';
import type { PushRequest } from '#schema/api/push.ts';
import { deviceText } from '#lib/device-text.ts';
import { store } from '#lib/authenticator/store.ts';

const TEXTS = { en, fr };

interface Message {
  type: string;
  device: string;
  service: string;
  request: PushRequest;
}

/** Says who asks. What a message does not explain is shown as well: a push that shows nothing costs the permission. */
export async function showRequest(data: PushMessageData | null): Promise<void> {
  const message = read(data);
  const chosen = await store.language().catch(() => undefined);
  const language = chosen ?? languageOf(self.navigator.languages.join(',')) ?? DEFAULT_LANGUAGE;
  const text = TEXTS[language];
  const { service, request } = message ?? {};
  const device = request && deviceText(request.device, text.device);
  const from = [device, request?.place ?? request?.ip].filter(Boolean).join(' · ');
  await self.registration.showNotification(text.title(service ?? 'Countersign'), {
    body: from ? text.body(from) : text.open,
    lang: language,
    icon: '/authenticator-192.png',
    badge: '/authenticator-badge.png',
    // A newer request takes the place of the one before.
    tag: message?.device ?? 'request',
    requireInteraction: true,
  });
}

function read(data: PushMessageData | null): Message | null {
  try {
    const message = data?.json() as Message | undefined;
    return message?.type === 'request' && message.request ? message : null;
  } catch {
    return null;
  }
}

/** Shows the app, which asks the service what waits: what the notification said may be over. */
export async function openRequest(): Promise<void> {
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const app = open.find(({ url }) => new URL(url).pathname.startsWith('/authenticator'));
  if (app) await app.focus();
  else await self.clients.openWindow('/authenticator');
}
