import { Hono } from 'hono';
import { ChangeName, ChooseLanguage } from '../../schema/api/account.ts';
import type { AppEnv } from '../http/app-env.ts';
import { currentUser } from '../http/current-user.ts';
import { json } from '../http/json.ts';
import { unwrap } from '../refused.ts';

/** What a signed-in person sets about the account itself. */
export const account = new Hono<AppEnv>()
  .put('/language', json(ChooseLanguage), async (c) => {
    const { user, token } = currentUser(c);
    unwrap(await user.chooseLanguage(token, c.req.valid('json').language));
    return c.body(null, 204);
  })
  .put('/name', json(ChangeName), async (c) => {
    const { user, token, call } = currentUser(c);
    unwrap(await user.changeName(call, token, c.req.valid('json').name || null));
    return c.body(null, 204);
  })
  .post('/export', async (c) => {
    const { user, token, call } = currentUser(c);
    return c.json(unwrap(await user.exportOwnAccount(call, token)), 200);
  })
  .post('/reviewed', async (c) => {
    const { user, token, call } = currentUser(c);
    unwrap(await user.reviewActivity(call, token));
    return c.body(null, 204);
  });
