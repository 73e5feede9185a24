import { Hono } from 'hono';
import { ChangePassword } from '../../schema/api/account.ts';
import type { AppEnv } from '../http/app-env.ts';
import { setSessionCookie } from '../http/cookies.ts';
import { currentUser } from '../http/current-user.ts';
import { json } from '../http/json.ts';
import { unwrap } from '../refused.ts';

/** Changing the password of a signed-in person. */
export const password = new Hono<AppEnv>().put('/', json(ChangePassword), async (c) => {
  const { home, user, token, call } = currentUser(c);
  const { newPassword, endOtherSessions } = c.req.valid('json');
  const changed = unwrap(await user.changePassword(call, token, newPassword, endOtherSessions));
  setSessionCookie(c, home, changed.token);
  return c.json({ session: changed.session }, 200);
});
