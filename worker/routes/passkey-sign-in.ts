import { because } from '../../schema/api/reason.ts';
import { Hono } from 'hono';
import { VerifyPasskeySignIn } from '../../schema/api/passkey.ts';
import { now } from '../clock.ts';
import { randomId } from '../crypto/random.ts';
import { userObject } from '../directory/home.ts';
import { requestOptions } from '../factors/passkey/passkey-options.ts';
import type { AppEnv } from '../http/app-env.ts';
import { ensureDeviceCookie, sessionCookie, setSessionCookie } from '../http/cookies.ts';
import { json } from '../http/json.ts';
import { openPasskeyFlow, sealPasskeyFlow } from '../http/passkey-flow.ts';
import { PASSKEY_CHALLENGE_MS } from '../policy/limits.ts';
import { Refused, unwrap } from '../refused.ts';

/** A user's id: what a passkey hands back as its user handle. */
const USER_HANDLE = /^[\w-]{22}$/;

/** Signing in without typing a name: the passkey says whose it is. */
export const passkeySignIn = new Hono<AppEnv>()
  .post('/', async (c) => {
    const challenge = randomId();
    const expiresAt = now() + PASSKEY_CHALLENGE_MS;
    return c.json(
      {
        flow: await sealPasskeyFlow({ challenge, expiresAt }, ensureDeviceCookie(c)),
        expiresAt: new Date(expiresAt).toISOString(),
        options: requestOptions(challenge, [], 'required'),
      },
      200,
    );
  })
  .post('/verify', json(VerifyPasskeySignIn), async (c) => {
    const { flow, credential } = c.req.valid('json');
    const device = ensureDeviceCookie(c);
    const { challenge, expiresAt } = await openPasskeyFlow(flow, device);
    const home = credential.response.userHandle;
    if (!home || !USER_HANDLE.test(home)) throw new Refused('passkey-unknown');
    // Taken before anything is verified, by one answer only, wherever the others go.
    const object = c.env.PASSKEY_CHALLENGES.get(c.env.PASSKEY_CHALLENGES.idFromName(challenge));
    if (!(await object.take(expiresAt))) throw new Refused('code-expired', because('begin-again'));

    const call = c.get('call');
    const { token, session } = unwrap(
      await userObject(c.env, home).signInWithPasskey(call, challenge, credential, device),
    );
    const before = sessionCookie(c);
    if (before) c.executionCtx.waitUntil(userObject(c.env, before.home).signOut(call, before.token));
    setSessionCookie(c, home, token);
    return c.json({ session }, 200);
  });
