import type { Context } from 'hono';
import { Hono } from 'hono';
import { PeopleQuery, PersonEventQuery } from '../../../schema/api/person.ts';
import { findPeople } from '../../directory/find-people.ts';
import { findPerson } from '../../directory/find-person.ts';
import { userObject } from '../../directory/home.ts';
import { readPerson } from '../../directory/read-person.ts';
import { personEvents } from '../../directory/person-events.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parse } from '../../http/json.ts';
import { may } from '../../http/may.ts';
import { MAY } from '../../../schema/role-permissions.ts';
import { mayActOn } from '../../../schema/may-act-on.ts';
import { readPolicy } from '../../policy/read-policy.ts';
import { Refused } from '../../refused.ts';

/** The people who have an account: looked for, and one of them looked at. All of it is read from D1. */
export const people = new Hono<AppEnv>()
  .get('/', may('people.read'), async (c) =>
    c.json(await findPeople(c.env.DB, parse(PeopleQuery, c.req.query())), 200),
  )
  .get('/:id', may('people.read'), async (c) => {
    await tellAll(c);
    const person = await readPerson(
      c.env.DB,
      c.req.param('id'),
      readPolicy(c.get('call').policy?.document ?? null),
    );
    if (!person) throw new Refused('not-found');
    const admin = c.get('admin');
    const mayAct =
      MAY['people.reset'].includes(admin.role) &&
      person.id !== admin.userId &&
      mayActOn(admin.role, person.role);
    return c.json({ person, mayAct }, 200);
  })
  .get('/:id/events', may('people.read'), async (c) => {
    const { before } = parse(PersonEventQuery, c.req.query());
    if (!before) await tellAll(c);
    return c.json(await personEvents(c.env.DB, c.req.param('id'), before), 200);
  });

/**
 * Has an account tell D1 what it has not told it yet, so that an administrator sees what he has just done.
 * @throws Refused not-found
 */
async function tellAll(c: Context<AppEnv, '/:id'>): Promise<void> {
  const id = c.req.param('id');
  if (!(await findPerson(c.env.DB, id))) throw new Refused('not-found');
  await userObject(c.env, id).tellAll();
}
