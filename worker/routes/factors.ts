import { Hono } from 'hono';
import { ChangeFactor } from '../../schema/api/factor.ts';
import type { AppEnv } from '../http/app-env.ts';
import { currentUser } from '../http/current-user.ts';
import { json } from '../http/json.ts';
import { unwrap } from '../refused.ts';

/** What protects the account. */
export const factors = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { user, token } = currentUser(c);
    return c.json(unwrap(await user.listFactors(token)), 200);
  })
  .patch('/:id', json(ChangeFactor), async (c) => {
    const { user, token, call } = currentUser(c);
    const changed = await user.changeFactor(call, token, c.req.param('id'), c.req.valid('json'));
    return c.json({ factor: unwrap(changed) }, 200);
  })
  .delete('/:id', async (c) => {
    const { user, token, call } = currentUser(c);
    return c.json(unwrap(await user.removeFactor(call, token, c.req.param('id'))), 200);
  });
