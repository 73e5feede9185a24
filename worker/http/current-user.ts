import type { Context } from 'hono';
import { userObject } from '../directory/home.ts';
import { Refused } from '../refused.ts';
import type { AppEnv } from './app-env.ts';
import { sessionCookie } from './cookies.ts';

/**
 * The object that the session's cookie names, to be asked once: it checks the session and does the work.
 * @throws Refused not-signed-in
 */
export function currentUser(c: Context<AppEnv>) {
  const cookie = sessionCookie(c);
  if (!cookie) throw new Refused('not-signed-in');
  return { ...cookie, call: c.get('call'), user: userObject(c.env, cookie.home) };
}
