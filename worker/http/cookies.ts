import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { DAY, SECOND } from '../clock.ts';
import { toBase64Url } from '../crypto/base64.ts';
import { randomBytes } from '../crypto/random.ts';
import { SESSION_ABSOLUTE_MS } from '../policy/limits.ts';
import type { SessionToken } from '../user/sessions/sessions.ts';
import type { AppEnv } from './app-env.ts';

/** For values that need no escaping: base64url and dots. */
export function setCookie(c: Context<AppEnv>, name: string, value: string, maxAgeMs: number): void {
  const cookie = `${name}=${value}; Max-Age=${Math.floor(maxAgeMs / SECOND)}; Path=/; HttpOnly; Secure; SameSite=Lax`;
  c.header('Set-Cookie', cookie, { append: true });
}

const SESSION = '__Host-session';
/** Tells a browser that was used before from a stranger's; signs nobody in. */
const DEVICE = '__Host-device';
const DEVICE_MS = 400 * DAY;

/** `<user id>.<session id>.<secret>`: names the object, so that no look-up stands before it. */
const TOKEN = /^([\w-]{22})\.([\w-]{22})\.([\w-]{43})$/;

/** Whose session the cookie names; null when there is none, or none that could be. */
export function sessionCookie(c: Context<AppEnv>): { home: string; token: SessionToken } | null {
  const [, home, id, secret] = TOKEN.exec(getCookie(c, SESSION) ?? '') ?? [];
  return home && id && secret ? { home, token: { id, secret } } : null;
}

export function setSessionCookie(c: Context<AppEnv>, home: string, { id, secret }: SessionToken): void {
  setCookie(c, SESSION, `${home}.${id}.${secret}`, SESSION_ABSOLUTE_MS);
}

export const clearSessionCookie = (c: Context<AppEnv>) => setCookie(c, SESSION, '', 0);

export const deviceCookie = (c: Context<AppEnv>): string | null => {
  const secret = getCookie(c, DEVICE);
  return secret && /^[\w-]{43}$/.test(secret) ? secret : null;
};

/** The browser's secret, given to it now if it has none. Whoever asks gets one: it tells nothing. */
export function ensureDeviceCookie(c: Context<AppEnv>): string {
  const secret = deviceCookie(c) ?? toBase64Url(randomBytes(32));
  setCookie(c, DEVICE, secret, DEVICE_MS);
  return secret;
}
