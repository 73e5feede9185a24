const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An address that secrets are sent to: https, or http to this very machine in development. */
export function readUrl(variable: string, value: string | undefined, development: boolean): string {
  const url = URL.parse(value ?? '');
  const local = development && url?.protocol === 'http:' && LOCAL.has(url.hostname);
  if (!url || (url.protocol !== 'https:' && !local) || url.username || url.password)
    throw new Error(`${variable} must be an https address without a user name`);
  return url.href.replace(/\/$/, '');
}
