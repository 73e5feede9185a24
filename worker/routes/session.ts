import { Hono } from 'hono';
import { Reauthenticate } from '../../schema/api/session.ts';
import { userObject } from '../directory/home.ts';
import type { AppEnv } from '../http/app-env.ts';
import { clearSessionCookie, deviceCookie, sessionCookie, setSessionCookie } from '../http/cookies.ts';
import { currentUser } from '../http/current-user.ts';
import { json } from '../http/json.ts';
import { unwrap } from '../refused.ts';

/** The session of this browser. */
export const session = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { user, token, call } = currentUser(c);
    return c.json({ session: unwrap(await user.readSession(call, token)) }, 200);
  })
  .delete('/', async (c) => {
    const cookie = sessionCookie(c);
    if (cookie) unwrap(await userObject(c.env, cookie.home).signOut(c.get('call'), cookie.token));
    clearSessionCookie(c);
    return c.body(null, 204);
  })
  .post('/reauthenticate', json(Reauthenticate), async (c) => {
    const { home, user, token, call } = currentUser(c);
    const { password } = c.req.valid('json');
    const raised = unwrap(await user.reauthenticate(call, token, password, deviceCookie(c)));
    setSessionCookie(c, home, raised.token);
    return c.json({ session: raised.session }, 200);
  });
