import { Hono } from 'hono';
import { PersonAct } from '../../../schema/api/administered.ts';
import { userObject } from '../../directory/home.ts';
import { actorOf } from '../../http/actor-of.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { json } from '../../http/json.ts';
import { may } from '../../http/may.ts';
import { personToActOn } from '../../http/person-to-act-on.ts';
import { unwrap } from '../../refused.ts';

/** What administrators do to somebody's account. Each act is decided in his own object, in one commit. */
export const personActs = new Hono<AppEnv>().post(
  '/:id/acts',
  json(PersonAct),
  may('people.reset', 'fresh'),
  async (c) => {
    const { reason, ...act } = c.req.valid('json');
    const { id } = await personToActOn(c, c.req.param('id'));
    return c.json(
      unwrap(await userObject(c.env, id).administer(c.get('call'), actorOf(c, reason), act)),
      200,
    );
  },
);
