import { env } from 'cloudflare:workers';
import type { Subscription } from '../../schema/api/push.ts';
import type { PushMessage } from '../providers/push-message.ts';
import { Browser } from './client.ts';

/** A subscription at the push service beside these tests (test/providers/push-service.ts). */
export interface LocalSubscription {
  subscription: NonNullable<Subscription>;
  /** What came for it. */
  messages: () => Promise<PushMessage[]>;
}

/** Subscribes as a browser does. @param answers the statuses that its first messages are answered with */
export async function subscribe(answers: number[] = []): Promise<LocalSubscription> {
  const { applicationServerKey } = await new Browser().call<{ applicationServerKey: string }>(
    'GET',
    '/v1/authenticator',
  );
  const response = await fetch(`${env.PUSH_SERVICES}/subscriptions`, {
    method: 'POST',
    body: JSON.stringify({ applicationServerKey, answers }),
  });
  const subscription = await response.json<NonNullable<Subscription>>();
  const messages = async () => (await fetch(subscription.endpoint)).json<PushMessage[]>();
  return { subscription, messages };
}
