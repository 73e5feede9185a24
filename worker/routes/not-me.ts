import { Hono } from 'hono';
import { NotMe } from '../../schema/api/recovery.ts';
import { userObject } from '../directory/home.ts';
import type { AppEnv } from '../http/app-env.ts';
import { json } from '../http/json.ts';
import { openNotMe } from '../http/not-me-token.ts';
import { unwrap } from '../refused.ts';

/** 'This was not me': the link of a notice. Its token is all that is needed, and says which account it is. */
export const notMe = new Hono<AppEnv>()
  .post('/', json(NotMe), async (c) => {
    const { home, seq } = await openNotMe(c.req.valid('json').token);
    return c.json(unwrap(await userObject(c.env, home).readNotMe(seq)), 200);
  })
  .post('/lock', json(NotMe), async (c) => {
    const { home, seq } = await openNotMe(c.req.valid('json').token);
    return c.json({ state: unwrap(await userObject(c.env, home).lockAccount(c.get('call'), seq)) }, 200);
  });
