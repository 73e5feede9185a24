import { Hono } from 'hono';
import { SignIn } from '../../schema/api/session.ts';
import { homeAndGroupsOf, userObject } from '../directory/home.ts';
import type { AppEnv } from '../http/app-env.ts';
import { ensureDeviceCookie, sessionCookie, setSessionCookie } from '../http/cookies.ts';
import { json } from '../http/json.ts';
import { rememberedCookie, setRememberedCookie } from '../http/remembered-cookie.ts';
import { uniformTime } from '../http/uniform-time.ts';
import { FOREIGN_HASH_MAX_MS } from '../policy/limits.ts';
import { unwrap } from '../refused.ts';

/** The first step. A refusal does not tell whether the address has an account, in content or in time. */
export const signIn = new Hono<AppEnv>().post('/', json(SignIn), async (c) => {
  const { email, password } = c.req.valid('json');
  const call = c.get('call');
  const { home, groups } = await homeAndGroupsOf(c.env, email);
  const browser = { device: ensureDeviceCookie(c), remembered: rememberedCookie(c, home) };
  const answer = await userObject(c.env, home).signIn(call, home, password, browser, groups);
  if (answer.refused) await uniformTime(c, await refusedAfter(c.env.DB));
  const { token, session, remembered } = unwrap(answer);
  const before = sessionCookie(c);
  if (before) c.executionCtx.waitUntil(userObject(c.env, before.home).signOut(call, before.token));
  setSessionCookie(c, home, token);
  if (remembered) setRememberedCookie(c, home, remembered);
  return c.json({ session }, 200);
});

/**
 * How long a refusal waits at least: while there are passwords that another system hashed, twice what comparing the
 * costliest takes, whoever's address was given.
 */
async function refusedAfter(db: D1Database): Promise<number> {
  const { slowestForeignHash } = await import('../directory/foreign-hashes.ts');
  return 2 * (await slowestForeignHash(db).catch(() => FOREIGN_HASH_MAX_MS));
}
