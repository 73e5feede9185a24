import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';

/** Headers of every answer. The console's own Content-Security-Policy is in its pages, by hash. */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'no-referrer');
  headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  headers.set('X-Frame-Options', 'DENY');
  headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
  if (!headers.has('Content-Security-Policy')) {
    const page = headers.get('Content-Type')?.startsWith('text/html');
    headers.set(
      'Content-Security-Policy',
      page ? "frame-ancestors 'none'" : "default-src 'none'; frame-ancestors 'none'",
    );
  }
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
});
