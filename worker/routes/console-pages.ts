import type { Handler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { setPageHeaders } from '../http/security-headers.ts';
import { Refused } from '../refused.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The console: its files as they were built; every other path is a page of the one application. */
export const consolePages: Handler<AppEnv> = async (c) => {
  const url = new URL(c.req.url);
  const file = await c.env.ASSETS.fetch(
    new Request(url, { method: c.req.method, headers: c.req.raw.headers }),
  );
  // A script of an earlier build must not be answered with a page.
  if (file.status === 404 && url.pathname.startsWith('/_app/')) throw new Refused('not-found');
  const answer =
    file.status === 404 ? await c.env.ASSETS.fetch(new Request(new URL('/200.html', url))) : file;
  const headers = new Headers(answer.headers);
  const immutable = url.pathname.startsWith('/_app/immutable/');
  headers.set('Cache-Control', immutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
  setPageHeaders(headers);
  headers.set('X-Request-Id', c.get('requestId'));
  return new Response(answer.body, { status: answer.status, headers });
};
