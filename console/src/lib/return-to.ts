const HOME = '/security';

/** The page to go to after signing in: a path of this origin, or home. */
export function returnTo(
  url: { origin: string; searchParams: Pick<URLSearchParams, 'get'> },
  home = HOME,
): string {
  const path = url.searchParams.get('return_to') ?? '';
  // A browser reads '//host', '/\host' and a tab or line break within them as another origin.
  const ownPath = /^\/(?![/\\])[^\s\\]*$/.test(path);
  return ownPath && new URL(path, url.origin).origin === url.origin ? path : home;
}

/** `path`, remembering a page to come back to: this one, unless another is named. */
export function withReturnTo(path: string, from: string = location.pathname + location.search): string {
  if (from === '/' || from === HOME || /^\/(sign-in|sign-up|recover)\b/.test(from)) return path;
  return `${path}?return_to=${encodeURIComponent(from)}`;
}
