import { Hono } from 'hono';
import { ConfirmSignUp, Resend, SignUp } from '../../schema/api/account.ts';
import { config } from '../config.ts';
import { randomId } from '../crypto/random.ts';
import { homeOf, userObject } from '../directory/home.ts';
import { requireGoodPassword } from '../factors/password-rules.ts';
import type { AppEnv } from '../http/app-env.ts';
import { ensureDeviceCookie, setSessionCookie } from '../http/cookies.ts';
import { openFlow, sealFlow } from '../http/flow-token.ts';
import { limitSends } from '../http/limit-sends.ts';
import { json } from '../http/json.ts';
import { uniformTime } from '../http/uniform-time.ts';
import { unwrap } from '../refused.ts';

/** Sign-up. Taken or free, an address gets the same answer at the same time; only its mailbox learns which. */
export const accounts = new Hono<AppEnv>()
  .post('/', json(SignUp), async (c) => {
    const { email, password } = c.req.valid('json');
    requireGoodPassword('password', password, { email, serviceName: config.serviceName });
    await limitSends(c);
    const home = await homeOf(c.env, email);
    const answer = await userObject(c.env, home).signUp(c.get('call'), home, email, password);
    await uniformTime(c);
    const { challengeId, ...sent } = unwrap(answer);
    return c.json({ flow: await sealFlow({ home, challengeId }), ...sent }, 202);
  })
  .post('/resend', json(Resend), async (c) => {
    await limitSends(c);
    const { flow } = c.req.valid('json');
    const { home, challengeId } = await openFlow(flow);
    const answer = await userObject(c.env, home).resendFlow(c.get('call'), challengeId, 'sign-up');
    await uniformTime(c);
    const { resendAt, expiresAt } = unwrap(answer);
    return c.json({ flow, resendAt, expiresAt }, 202);
  })
  .post('/confirm', json(ConfirmSignUp), async (c) => {
    const { flow, code } = c.req.valid('json');
    const { home, challengeId } = await openFlow(flow);
    const confirmed = await userObject(c.env, home).confirmSignUp(c.get('call'), challengeId, code);
    if (confirmed.refused) await uniformTime(c);
    const account = unwrap(confirmed);
    const id = randomId();
    const device = ensureDeviceCookie(c);
    const { token, session } = unwrap(
      await userObject(c.env, id).createAccount(c.get('call'), id, account, device),
    );
    setSessionCookie(c, id, token);
    return c.json({ session }, 200);
  });
