import { self } from '$app/service-worker';
import { askAsDevice } from '#lib/authenticator/ask-as-device.ts';
import { store } from '#lib/authenticator/store.ts';
import { subscribeWith } from '#lib/authenticator/subscribe-with.ts';

/** The browser gave the subscription up: makes another one, and tells the service for every account. */
export async function subscribeAnew(): Promise<void> {
  const accounts = (await store.accounts()).filter(({ state }) => state === 'active');
  if (accounts.length === 0) return;
  const subscription = await subscribeWith(self.registration.pushManager);
  await Promise.all(
    accounts.map((account) =>
      askAsDevice(account, 'PUT', '/device/subscription', { subscription }).catch(() => null),
    ),
  );
}
