import { config } from '../config.ts';
import { cloudflare } from './cloudflare.ts';
import type { Delivery } from './delivery.ts';

/** The provider that the deployment names. */
export async function chooseDelivery(env: Env): Promise<Delivery> {
  if (config.delivery === 'cloudflare') return cloudflare(env.EMAIL, config.mailFrom);
  const { inbox } = await import('./inbox.ts');
  return inbox(env.DB);
}
