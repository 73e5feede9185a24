import type { Context } from 'hono';
import { Hono } from 'hono';
import { DecideAct } from '../../../schema/api/administered.ts';
import { userObject } from '../../directory/home.ts';
import { findPendingAct, listPendingActs } from '../../directory/pending-acts.ts';
import { mayReset } from '../../directory/roles.ts';
import { actorOf } from '../../http/actor-of.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { json } from '../../http/json.ts';
import { may } from '../../http/may.ts';
import { personToActOn } from '../../http/person-to-act-on.ts';
import { Refused, unwrap } from '../../refused.ts';

/** Acts that wait for a second administrator, or for their time. */
export const pendingActs = new Hono<AppEnv>()
  .get('/', may('help.read'), async (c) => c.json({ acts: await listPendingActs(c.env.DB) }, 200))
  .post('/:id/approve', json(DecideAct), may('people.reset', 'fresh'), async (c) =>
    c.json(await decide(c, c.req.param('id'), 'approve', c.req.valid('json').reason), 200),
  )
  .post('/:id/refuse', json(DecideAct), may('people.reset', 'fresh'), async (c) =>
    c.json(await decide(c, c.req.param('id'), 'refuse', c.req.valid('json').reason), 200),
  )
  .post('/:id/pass', may('people.reset', 'fresh'), async (c) =>
    c.json(await decide(c, c.req.param('id'), 'take-pass', ''), 200),
  );

/** @throws Refused not-found, act-over, not-permitted: one's own; or of somebody who may no longer ask for it */
async function decide(
  c: Context<AppEnv>,
  pendingAct: string,
  type: 'approve' | 'refuse' | 'take-pass',
  reason: string,
) {
  const found = await findPendingAct(c.env.DB, pendingAct);
  if (!found) throw new Refused('not-found');
  const { id } = await personToActOn(c, found.userId);
  if (type === 'approve' && !(await mayReset(c.env.DB, found.askedBy, id)))
    throw new Refused('not-permitted');
  const actor = actorOf(c, reason);
  return unwrap(await userObject(c.env, id).administer(c.get('call'), actor, { type, pendingAct }));
}
