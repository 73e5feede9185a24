import { Hono } from 'hono';
import {
  AskForHelp,
  AskForMyHelp,
  BeginRecoveryChallenge,
  CancelRecovery,
  ChooseLost,
  VerifyRecoveryChallenge,
} from '../../schema/api/recovery.ts';
import { UsePass } from '../../schema/api/administered.ts';
import { homeOf, userObject } from '../directory/home.ts';
import type { AppEnv } from '../http/app-env.ts';
import { openCancel } from '../http/cancel-token.ts';
import { setSessionCookie } from '../http/cookies.ts';
import { currentUser } from '../http/current-user.ts';
import { json } from '../http/json.ts';
import { uniformTime } from '../http/uniform-time.ts';
import { unwrap } from '../refused.ts';

/** 'I have lost everything': proving it, carrying it out, stopping it, asking for help (docs/recovery.md). */
export const accountRecovery = new Hono<AppEnv>()
  .post('/challenges', json(BeginRecoveryChallenge), async (c) => {
    const { user, token, call } = currentUser(c);
    const begun = await user.beginRecoveryChallenge(call, token, c.req.valid('json'));
    return c.json({ challenge: unwrap(begun) }, 201);
  })
  .post('/challenges/:id/resend', async (c) => {
    const { user, token, call } = currentUser(c);
    const sent = await user.resendRecoveryChallenge(call, token, c.req.param('id'));
    return c.json({ challenge: unwrap(sent) }, 200);
  })
  .post('/challenges/:id/verify', json(VerifyRecoveryChallenge), async (c) => {
    const { home, user, token, call } = currentUser(c);
    const { code } = c.req.valid('json');
    const proven = unwrap(await user.verifyRecoveryChallenge(call, token, c.req.param('id'), code));
    setSessionCookie(c, home, proven.token);
    return c.json({ session: proven.session }, 200);
  })
  .post('/pass', json(UsePass), async (c) => {
    const { home, user, token, call } = currentUser(c);
    const used = unwrap(await user.usePass(call, token, c.req.valid('json').code));
    setSessionCookie(c, home, used.token);
    return c.json({ session: used.session }, 200);
  })
  .get('/account', async (c) => {
    const { user, token } = currentUser(c);
    return c.json(unwrap(await user.readRecovery(token)), 200);
  })
  .put('/account/lost', json(ChooseLost), async (c) => {
    const { user, token } = currentUser(c);
    return c.json(unwrap(await user.chooseLost(token, c.req.valid('json').lost)), 200);
  })
  .delete('/account', async (c) => {
    const { user, token, call } = currentUser(c);
    unwrap(await user.cancelRecoveryInSession(call, token));
    return c.body(null, 204);
  })
  .post('/cancel', json(CancelRecovery), async (c) => {
    const { home, id } = await openCancel(c.req.valid('json').token);
    unwrap(await userObject(c.env, home).cancelRecoveryByLink(c.get('call'), id));
    return c.body(null, 204);
  })
  .post('/help', json(AskForHelp), async (c) => {
    const { email, words } = c.req.valid('json');
    const home = await homeOf(c.env, email);
    const answer = await userObject(c.env, home).askForHelp(c.get('call'), home, words);
    await uniformTime(c);
    unwrap(answer);
    return c.body(null, 204);
  })
  .post('/account/help', json(AskForMyHelp), async (c) => {
    const { user, token, call } = currentUser(c);
    unwrap(await user.askForMyHelp(call, token, c.req.valid('json').words));
    return c.body(null, 204);
  });
