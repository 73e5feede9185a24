import { createMiddleware } from 'hono/factory';
import { languageOf } from '../../messages/language.ts';
import { now } from '../clock.ts';
import type { AppEnv } from './app-env.ts';
import { setApiHeaders } from './security-headers.ts';

/** Notes who asks and from where. The address is the platform's own word, never a header that a client sends on. */
export const requestContext = createMiddleware<AppEnv>(async (c, next) => {
  const requestId = crypto.randomUUID();
  const { cf } = c.req.raw as Request<unknown, IncomingRequestCfProperties>;
  c.set('requestId', requestId);
  c.set('startedAt', now());
  c.set('call', {
    ip: c.req.header('CF-Connecting-IP') ?? null,
    userAgent: (c.req.header('User-Agent') ?? '').slice(0, 256),
    place: [cf?.city, cf?.country].filter(Boolean).join(', ') || null,
    language: languageOf(c.req.header('Accept-Language')),
    requestId,
  });
  c.header('X-Request-Id', requestId);
  setApiHeaders(c);
  await next();
});
