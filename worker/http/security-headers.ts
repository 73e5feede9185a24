import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';

/** Headers of every answer. */
const ALWAYS = Object.entries({
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Cross-Origin-Resource-Policy': 'same-origin',
});

/**
 * Of every answer of the API besides. What only a page obeys (its openers, its frames, its referrer, its
 * sensors) is left out: nothing is ever shown from here, and each header costs the hot path a microsecond.
 */
const API = [
  ...ALWAYS,
  ...Object.entries({
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
  }),
];

const PAGE = [
  ...ALWAYS,
  ...Object.entries({
    'Content-Security-Policy': "frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  }),
];

/** Sets those of the API before the answer is made, so that it is built once. */
export function setApiHeaders(c: Context<AppEnv>): void {
  for (const [name, value] of API) c.header(name, value);
}

/** Sets those of a page; one that brings no policy in itself, as the console's do by hash, sets its own. */
export function setPageHeaders(headers: Headers): void {
  for (const [name, value] of PAGE) headers.set(name, value);
}
