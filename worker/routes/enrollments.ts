import { Hono } from 'hono';
import { BeginEnrollment, ConfirmEnrollment } from '../../schema/api/enrollment.ts';
import { isSent } from '../../schema/api/method.ts';
import type { AppEnv } from '../http/app-env.ts';
import { setSessionCookie } from '../http/cookies.ts';
import { currentUser } from '../http/current-user.ts';
import { limitSends } from '../http/limit-sends.ts';
import { json } from '../http/json.ts';
import { unwrap } from '../refused.ts';

/** Setting up a factor: begin → confirm. */
export const enrollments = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { user, token } = currentUser(c);
    return c.json({ enrollments: unwrap(await user.listEnrollments(token)) }, 200);
  })
  .post('/', json(BeginEnrollment), async (c) => {
    const { user, token, call } = currentUser(c);
    const wish = c.req.valid('json');
    if (isSent(wish.method)) await limitSends(c);
    return c.json({ enrollment: unwrap(await user.beginEnrollment(call, token, wish)) }, 201);
  })
  .delete('/', async (c) => {
    const { user, token } = currentUser(c);
    unwrap(await user.abandonEnrollments(token));
    return c.body(null, 204);
  })
  .delete('/:id', async (c) => {
    const { user, token } = currentUser(c);
    unwrap(await user.dropEnrollment(token, c.req.param('id')));
    return c.body(null, 204);
  })
  .post('/:id/resend', async (c) => {
    const { user, token, call } = currentUser(c);
    await limitSends(c);
    return c.json({ enrollment: unwrap(await user.resendEnrollment(call, token, c.req.param('id'))) }, 200);
  })
  .post('/:id/confirm', json(ConfirmEnrollment), async (c) => {
    const { home, user, token, call } = currentUser(c);
    const { code, credential, name } = c.req.valid('json');
    const id = c.req.param('id');
    const confirmed = unwrap(
      credential
        ? await user.confirmPasskey(call, token, { id, credential, name })
        : await user.confirmEnrollment(call, token, id, code!),
    );
    setSessionCookie(c, home, confirmed.token);
    return c.json({ factor: confirmed.factor, session: confirmed.session }, 200);
  });
