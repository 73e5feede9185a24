import { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { currentUser } from '../http/current-user.ts';
import { unwrap } from '../refused.ts';

/** All places where the person is signed in. */
export const sessions = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { user, token } = currentUser(c);
    return c.json({ sessions: unwrap(await user.listSessions(token)) }, 200);
  })
  .delete('/', async (c) => {
    const { user, token, call } = currentUser(c);
    return c.json({ ended: unwrap(await user.endOtherSessions(call, token)) }, 200);
  })
  .delete('/:id', async (c) => {
    const { user, token, call } = currentUser(c);
    return c.json({ ended: unwrap(await user.endSession(call, token, c.req.param('id'))) }, 200);
  });
