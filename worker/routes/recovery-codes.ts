import { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { currentUser } from '../http/current-user.ts';
import { unwrap } from '../refused.ts';

/** The saved codes that stand in for a lost factor. */
export const recoveryCodes = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { user, token } = currentUser(c);
    return c.json(unwrap(await user.readRecoveryCodes(token)), 200);
  })
  .post('/', async (c) => {
    const { user, token, call } = currentUser(c);
    return c.json(unwrap(await user.makeRecoveryCodes(call, token)), 201);
  });
