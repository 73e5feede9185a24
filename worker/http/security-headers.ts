import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';

/** Headers of every answer of the API. */
const HEADERS = Object.entries({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
});

/** Sets them before the answer is made, so that it is built once. A page overrides the last two. */
export function setSecurityHeaders(c: Context<AppEnv>): void {
  for (const [name, value] of HEADERS) c.header(name, value);
}

/** The same for a response that the API did not make: a file of the console, which brings its own policy by hash. */
export function addSecurityHeaders(headers: Headers): void {
  for (const [name, value] of HEADERS) {
    if (name !== 'Cache-Control')
      headers.set(name, name === 'Content-Security-Policy' ? "frame-ancestors 'none'" : value);
  }
}
