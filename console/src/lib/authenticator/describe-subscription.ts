import type { Subscription } from '#schema/api/push.ts';

/** A browser's subscription as the service is told of it. */
export function describeSubscription(subscription: PushSubscription): Subscription {
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh, auth } = keys ?? {};
  return endpoint && p256dh && auth ? { endpoint, p256dh, auth } : null;
}
