import type { Context } from 'hono';
import { Hono } from 'hono';
import { validator } from 'hono/validator';
import { AddMember, DeleteGroup, GroupQuery, NameGroup, RemoveMember } from '../../../schema/api/group.ts';
import { randomId } from '../../crypto/random.ts';
import { findUser } from '../../directory/directory.ts';
import {
  addMember,
  createGroup,
  deleteGroup,
  findGroup,
  groupsOf,
  listGroups,
  removeMember,
  renameGroup,
} from '../../directory/groups.ts';
import { userObject } from '../../directory/home.ts';
import { findRole } from '../../directory/roles.ts';
import type { ServiceEvent } from '../../directory/service-ledger.ts';
import { actorOf } from '../../http/actor-of.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { json, parse } from '../../http/json.ts';
import { may } from '../../http/may.ts';
import { Refused, unwrap } from '../../refused.ts';
import { by } from '../../user/administered/actor.ts';

/** Named sets of people, for policy. */
export const groups = new Hono<AppEnv>()
  .get('/', may('policy.read'), async (c) => c.json({ groups: await listGroups(c.env.DB) }, 200))
  .post('/', json(NameGroup), may('policy.change', 'fresh'), async (c) => {
    const { name, reason } = c.req.valid('json');
    const id = randomId();
    const made = await createGroup(c.env.DB, id, name, event(c, reason, { act: 'created', group: id, name }));
    if (!made) throw new Refused('group-exists');
    return c.json({ groups: await listGroups(c.env.DB) }, 200);
  })
  .get(
    '/:id',
    may('policy.read'),
    validator('query', (query) => parse(GroupQuery, query)),
    async (c) => c.json(await page(c, c.req.param('id'), c.req.valid('query').after), 200),
  )
  .patch('/:id', json(NameGroup), may('policy.change', 'fresh'), async (c) => {
    const { name, reason } = c.req.valid('json');
    const id = c.req.param('id');
    const { group } = await page(c, id);
    const detail = { act: 'renamed', group: id, from: group.name, name };
    if (!(await renameGroup(c.env.DB, id, name, event(c, reason, detail)))) throw new Refused('group-exists');
    return c.json(await page(c, id), 200);
  })
  .post('/:id/delete', json(DeleteGroup), may('policy.change', 'fresh'), async (c) => {
    const id = c.req.param('id');
    const { group } = await page(c, id);
    const detail = { act: 'deleted', group: id, name: group.name };
    const { reason } = c.req.valid('json');
    if (!(await deleteGroup(c.env.DB, id, event(c, reason, detail)))) throw new Refused('group-in-use');
    return c.json({ groups: await listGroups(c.env.DB) }, 200);
  })
  .post('/:id/members', json(AddMember), may('policy.change', 'fresh'), async (c) => {
    const { email, reason } = c.req.valid('json');
    const id = c.req.param('id');
    const { group } = await page(c, id);
    const userId = await findUser(c.env.DB, email);
    if (!userId) throw new Refused('no-such-person');
    await requireNotUpwards(c, userId);
    const detail = { act: 'member-added', group: id, name: group.name, person: userId };
    await addMember(c.env.DB, id, userId, event(c, reason, detail));
    await tell(c, userId, reason);
    return c.json(await page(c, id), 200);
  })
  .post('/:id/members/remove', json(RemoveMember), may('policy.change', 'fresh'), async (c) => {
    const { userId, reason } = c.req.valid('json');
    const id = c.req.param('id');
    const { group } = await page(c, id);
    await requireNotUpwards(c, userId);
    const detail = { act: 'member-removed', group: id, name: group.name, person: userId };
    const removed = await removeMember(c.env.DB, id, userId, event(c, reason, detail));
    // Also where he was not in it: what was removed before may not have got to him.
    await tell(c, userId, reason);
    if (!removed) throw new Refused('not-found');
    return c.json(await page(c, id), 200);
  });

/** What a policy asks of an owner, by his groups, is for owners to decide. @throws Refused not-permitted */
async function requireNotUpwards(c: Context<AppEnv>, userId: string): Promise<void> {
  if (c.get('admin').role !== 'owner' && (await findRole(c.env.DB, userId)) === 'owner')
    throw new Refused('not-permitted');
}

/** @throws Refused not-found */
async function page(c: Context<AppEnv>, id: string, after?: string) {
  const found = await findGroup(c.env.DB, id, after);
  if (!found) throw new Refused('not-found');
  return found;
}

const event = (c: Context<AppEnv>, reason: string, detail: ServiceEvent['detail']): ServiceEvent => ({
  call: c.get('call'),
  type: 'group.changed',
  sessionId: c.get('admin').sessionId,
  detail: { ...by(actorOf(c, reason)), ...detail },
});

/** Tells the person's object which groups he is in by now. A sign-in would, too. */
async function tell(c: Context<AppEnv>, userId: string, reason: string): Promise<void> {
  const act = { type: 'note-groups' as const, groups: await groupsOf(c.env.DB, userId) };
  unwrap(await userObject(c.env, userId).administer(c.get('call'), actorOf(c, reason), act));
}
