import { Hono } from 'hono';
import { BeginChallenge, VerifyChallenge } from '../../schema/api/challenge.ts';
import { isSent } from '../../schema/api/method.ts';
import type { AppEnv } from '../http/app-env.ts';
import { deviceCookie, setSessionCookie } from '../http/cookies.ts';
import { currentUser } from '../http/current-user.ts';
import { limitSends } from '../http/limit-sends.ts';
import { json } from '../http/json.ts';
import { rememberedCookie, setRememberedCookie } from '../http/remembered-cookie.ts';
import { unwrap } from '../refused.ts';

/** The second step of a sign-in, and re-authentication with a factor. */
export const challenges = new Hono<AppEnv>()
  .post('/', json(BeginChallenge), async (c) => {
    const { user, token, call } = currentUser(c);
    const wish = c.req.valid('json');
    if (isSent(wish.method)) await limitSends(c);
    return c.json({ challenge: unwrap(await user.beginChallenge(call, token, wish)) }, 201);
  })
  .get('/:id', async (c) => {
    const { user, token } = currentUser(c);
    return c.json({ challenge: unwrap(await user.readChallenge(token, c.req.param('id'))) }, 200);
  })
  .post('/:id/resend', async (c) => {
    const { user, token, call } = currentUser(c);
    await limitSends(c);
    return c.json({ challenge: unwrap(await user.resendChallenge(call, token, c.req.param('id'))) }, 200);
  })
  .post('/:id/verify', json(VerifyChallenge), async (c) => {
    const { home, user, token, call } = currentUser(c);
    const { code, credential, approved, rememberDevice } = c.req.valid('json');
    const browser = {
      device: deviceCookie(c),
      remembered: rememberDevice ? rememberedCookie(c, home) : null,
      remember: rememberDevice,
    };
    const id = c.req.param('id');
    const raised = unwrap(
      approved
        ? await user.collectApproval(call, token, id, browser)
        : credential
          ? await user.verifyPasskeyChallenge(call, token, id, credential, browser)
          : await user.verifyChallenge(call, token, id, code!, browser),
    );
    setSessionCookie(c, home, raised.token);
    if (raised.remembered) setRememberedCookie(c, home, raised.remembered);
    return c.json({ session: raised.session }, 200);
  });
