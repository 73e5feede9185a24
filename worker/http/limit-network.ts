import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { MINUTE, now } from '../clock.ts';
import { Refused } from '../refused.ts';
import type { AppEnv } from './app-env.ts';
import { networkOf } from './network-of.ts';

/**
 * A coarse limit by network in front of what anybody may call: it keeps one network from taking all the CPU of
 * password hashing. The exact limits are the user's object's; this one is never the only one.
 */
export const limitNetwork = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method === 'POST') await requireRoom(c, c.env.SIGN_IN_LIMIT);
  await next();
});

/** @throws Refused too-many-requests when the platform says that a network asked too often within a minute */
export async function requireRoom(c: Context<AppEnv>, limit: RateLimit | undefined): Promise<void> {
  const { ip } = c.get('call');
  if (!limit || !ip) return;
  const { success } = await limit.limit({ key: networkOf(ip) });
  if (!success) throw new Refused('too-many-requests', { retryAt: new Date(now() + MINUTE).toISOString() });
}
