import { Hono } from 'hono';
import { ConfirmPasswordReset, Resend, StartPasswordReset } from '../../schema/api/account.ts';
import { homeOf, userObject } from '../directory/home.ts';
import type { AppEnv } from '../http/app-env.ts';
import { clearSessionCookie } from '../http/cookies.ts';
import { openFlow, sealFlow } from '../http/flow-token.ts';
import { limitSends } from '../http/limit-sends.ts';
import { json } from '../http/json.ts';
import { uniformTime } from '../http/uniform-time.ts';
import { unwrap } from '../refused.ts';

/** 'Forgot my password'. It ends in a new password and no session. */
export const recovery = new Hono<AppEnv>()
  .post('/password', json(StartPasswordReset), async (c) => {
    await limitSends(c);
    const { email } = c.req.valid('json');
    const home = await homeOf(c.env, email);
    const answer = await userObject(c.env, home).startPasswordReset(c.get('call'), home, email);
    await uniformTime(c);
    const { challengeId, ...sent } = unwrap(answer);
    return c.json({ flow: await sealFlow({ home, challengeId }), ...sent }, 202);
  })
  .post('/password/resend', json(Resend), async (c) => {
    await limitSends(c);
    const { flow } = c.req.valid('json');
    const { home, challengeId } = await openFlow(flow);
    const answer = await userObject(c.env, home).resendFlow(c.get('call'), challengeId, 'password-reset');
    await uniformTime(c);
    const { resendAt, expiresAt } = unwrap(answer);
    return c.json({ flow, resendAt, expiresAt }, 202);
  })
  .post('/password/confirm', json(ConfirmPasswordReset), async (c) => {
    const { flow, code, newPassword } = c.req.valid('json');
    const { home, challengeId } = await openFlow(flow);
    const answer = await userObject(c.env, home).confirmPasswordReset(
      c.get('call'),
      challengeId,
      code,
      newPassword,
    );
    if (answer.refused) await uniformTime(c);
    unwrap(answer);
    clearSessionCookie(c);
    return c.body(null, 204);
  });
