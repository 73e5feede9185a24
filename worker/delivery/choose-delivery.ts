import { config } from '../config.ts';
import { cloudflare } from './cloudflare.ts';
import type { Delivery } from './delivery.ts';
import { inbox } from './inbox.ts';

/** The provider that the deployment names. */
export function chooseDelivery(env: Env): Delivery {
  return config.delivery === 'inbox' ? inbox(env.DB) : cloudflare(env.EMAIL, config.mailFrom);
}
