import { Hono } from 'hono';
import { EventQuery } from '../../schema/api/event.ts';
import type { AppEnv } from '../http/app-env.ts';
import { currentUser } from '../http/current-user.ts';
import { parse } from '../http/json.ts';
import { unwrap } from '../refused.ts';

/** The person's own security activity. */
export const events = new Hono<AppEnv>().get('/', async (c) => {
  const { user, token } = currentUser(c);
  const { before } = parse(EventQuery, c.req.query());
  return c.json(unwrap(await user.listEvents(token, before)), 200);
});
