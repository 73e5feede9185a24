import { createMiddleware } from 'hono/factory';
import { config } from '../config.ts';
import { Refused } from '../refused.ts';
import type { AppEnv } from './app-env.ts';

/**
 * A request that changes something must say that it comes from this service's own pages: by Sec-Fetch-Site,
 * or by Origin. A client that is no browser sends Origin itself.
 */
export const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const site = c.req.header('Sec-Fetch-Site');
    const origin = c.req.header('Origin');
    const fromHere =
      site === undefined
        ? origin === config.origin
        : site === 'same-origin' && (!origin || origin === config.origin);
    if (!fromHere)
      throw new Refused('cross-origin', { detail: `Send the header “Origin: ${config.origin}”.` });
  }
  await next();
});
