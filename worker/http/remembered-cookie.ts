import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { now } from '../clock.ts';
import { digest } from '../crypto/digest.ts';
import { REMEMBERED_COOKIES_MAX } from '../policy/limits.ts';
import type { RememberedCookie, RememberedToken } from '../user/sessions/remembered-devices.ts';
import type { AppEnv } from './app-env.ts';
import { setCookie } from './cookies.ts';

/**
 * Each account that the browser is remembered for has a cookie of its own, `<device id>.<secret>`: were they in
 * one, two accounts that sign in at once would undo each other's new secret, and the old one looks stolen.
 */
const PREFIX = '__Host-remembered-';
const nameOf = (home: string) => PREFIX + digest(home).slice(0, 12);
const TOKEN = /^([\w-]{22})\.([\w-]{43})$/;

/** The browser's token for an account; null when there is none, or none that could be. */
export function rememberedCookie(c: Context<AppEnv>, home: string): RememberedToken | null {
  const [, id, secret] = TOKEN.exec(getCookie(c, nameOf(home)) ?? '') ?? [];
  return id && secret ? { id, secret } : null;
}

/** Does to the browser's cookie what the account's object decided. */
export function setRememberedCookie(c: Context<AppEnv>, home: string, cookie: RememberedCookie): void {
  if (cookie === 'keep') return;
  const name = nameOf(home);
  if (cookie === 'forget') {
    if (getCookie(c, name) !== undefined) setCookie(c, name, '', 0);
    return;
  }
  setCookie(c, name, `${cookie.id}.${cookie.secret}`, cookie.expiresAt - now());
  // A browser sends the oldest first (RFC 6265 section 5.4): those go.
  const others = Object.keys(getCookie(c)).filter((other) => other.startsWith(PREFIX) && other !== name);
  for (const other of others.slice(0, Math.max(0, others.length + 1 - REMEMBERED_COOKIES_MAX)))
    setCookie(c, other, '', 0);
}
