import type { Subscription } from '#schema/api/push.ts';
import { fromBase64Url, toBase64Url } from '#lib/passkeys/base64url.ts';
import { askSettings } from './ask-as-device.ts';

/** Subscribes with the key of this service, as it is today. @throws what the browser refuses, or ProblemError */
export async function subscribeWith(pushManager: PushManager): Promise<Subscription> {
  const { applicationServerKey: key } = await askSettings();
  if (key === null) return null;
  const known = await pushManager.getSubscription();
  if (known && !isFor(known, key)) await known.unsubscribe();
  const applicationServerKey = fromBase64Url(key);
  const { endpoint, keys } = (
    await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  ).toJSON();
  const { p256dh, auth } = keys ?? {};
  return endpoint && p256dh && auth ? { endpoint, p256dh, auth } : null;
}

const isFor = ({ options }: PushSubscription, key: string) =>
  options.applicationServerKey !== null && toBase64Url(options.applicationServerKey) === key;
