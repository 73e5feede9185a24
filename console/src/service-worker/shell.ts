import { immutable } from '$app/manifest';
import { version } from '$app/env';

const PAGE = '/authenticator';
const PREFIX = 'countersign-authenticator-';
const CACHE = PREFIX + version;
const FILES = ['/favicon.svg', '/authenticator.webmanifest'];

/** The page, and every file that any of the app's pages may need. */
export async function fillCache(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...FILES, ...immutable.map(({ path }) => `/${path.replace(/^\//, '')}`)]);
}

export async function emptyOldCaches(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * Files whose names change with their content come from the cache; a page is asked for first, so that a new
 * version is seen as soon as there is a network. Everything else, the API above all, goes its own way.
 */
export function answerFromCache(request: Request): Promise<Response> | null {
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return null;
  if (request.mode === 'navigate') return fetch(request).catch(() => cached(PAGE));
  if (!pathname.startsWith('/_app/immutable/') && !FILES.includes(pathname)) return null;
  return cached(pathname).then((kept) => (kept.ok ? kept : fetch(request)));
}

const cached = async (path: string): Promise<Response> =>
  (await (await caches.open(CACHE)).match(path)) ?? Response.error();
