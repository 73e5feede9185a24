import { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { currentUser } from '../http/current-user.ts';
import { rememberedCookie, setRememberedCookie } from '../http/remembered-cookie.ts';
import { unwrap } from '../refused.ts';

/** The browsers on which the person need not pass the second step. */
export const rememberedDevices = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { home, user, token } = currentUser(c);
    const devices = unwrap(await user.listRememberedDevices(token, rememberedCookie(c, home)));
    return c.json({ devices }, 200);
  })
  .delete('/', async (c) => {
    const { home, user, token, call } = currentUser(c);
    const forgotten = unwrap(await user.forgetAllRememberedDevices(call, token));
    setRememberedCookie(c, home, 'forget');
    return c.json({ forgotten }, 200);
  })
  .delete('/:id', async (c) => {
    const { home, user, token, call } = currentUser(c);
    const id = c.req.param('id');
    const forgotten = unwrap(await user.forgetRememberedDevice(call, token, id));
    if (rememberedCookie(c, home)?.id === id) setRememberedCookie(c, home, 'forget');
    return c.json({ forgotten }, 200);
  });
