import type { Context } from 'hono';
import { Hono } from 'hono';
import { ChangeRole, GrantRole, WithdrawRole } from '../../../schema/api/role.ts';
import type { Role } from '../../../schema/api/role.ts';
import { findUser } from '../../directory/directory.ts';
import { userObject } from '../../directory/home.ts';
import { findRole, grantRole, listRoles, withdrawRole } from '../../directory/roles.ts';
import { actorOf } from '../../http/actor-of.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { json } from '../../http/json.ts';
import { may } from '../../http/may.ts';
import { personToActOn } from '../../http/person-to-act-on.ts';
import { Refused, unwrap } from '../../refused.ts';
import { by } from '../../user/administered/actor.ts';

/** Who administers the service. Nobody changes his own role, and there is always an owner. */
export const roles = new Hono<AppEnv>()
  .get('/', may('roles.read'), async (c) => c.json({ holders: await listRoles(c.env.DB) }, 200))
  .post('/', json(GrantRole), may('roles.change', 'fresh'), async (c) => {
    const { email, role, reason } = c.req.valid('json');
    const userId = await findUser(c.env.DB, email);
    if (!userId) throw new Refused('no-such-person');
    await decide(c, userId, role, reason);
    return c.json({ holders: await listRoles(c.env.DB) }, 200);
  })
  .patch('/:id', json(ChangeRole), may('roles.change', 'fresh'), async (c) => {
    const { role, reason } = c.req.valid('json');
    await holder(c, c.req.param('id'));
    await decide(c, c.req.param('id'), role, reason);
    return c.json({ holders: await listRoles(c.env.DB) }, 200);
  })
  .post('/:id/withdraw', json(WithdrawRole), may('roles.change', 'fresh'), async (c) => {
    const { reason } = c.req.valid('json');
    await holder(c, c.req.param('id'));
    await decide(c, c.req.param('id'), null, reason);
    return c.json({ holders: await listRoles(c.env.DB) }, 200);
  });

/** @throws Refused not-found */
async function holder(c: Context<AppEnv>, userId: string): Promise<void> {
  if (!(await findRole(c.env.DB, userId))) throw new Refused('not-found');
}

/** @throws Refused not-permitted for one's own role; last-owner */
async function decide(c: Context<AppEnv>, userId: string, role: Role | null, reason: string) {
  const { DB } = c.env;
  const admin = c.get('admin');
  const call = c.get('call');
  await personToActOn(c, userId);
  const actor = actorOf(c, reason);
  const event = {
    call,
    type: 'role.changed' as const,
    sessionId: admin.sessionId,
    detail: { ...by(actor), person: userId, grantedRole: role },
  };
  const done = role
    ? await grantRole(DB, userId, role, admin.userId, event)
    : await withdrawRole(DB, userId, event);
  if (!done) throw new Refused('last-owner');
  unwrap(await userObject(c.env, userId).administer(call, actor, { type: 'note-role', role }));
}
