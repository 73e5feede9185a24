import { self } from '$app/service-worker';
import { askAsDevice } from '#lib/authenticator/ask-as-device.ts';
import { store } from '#lib/authenticator/store.ts';
import { describeSubscription } from '#lib/authenticator/describe-subscription.ts';
import { fromBase64Url } from '#lib/passkeys/base64url.ts';

/** The browser gave the subscription up: makes another one, and tells the service for every account. */
export async function subscribeAnew(): Promise<void> {
  const accounts = (await store.accounts()).filter(({ state }) => state === 'active');
  const pushKey = accounts[0]?.pushKey;
  if (pushKey === undefined) return;
  const applicationServerKey = fromBase64Url(pushKey);
  const subscription = describeSubscription(
    await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }),
  );
  await Promise.all(
    accounts.map((account) =>
      askAsDevice(account, 'PUT', '/device/subscription', { subscription }).catch(() => null),
    ),
  );
}
