import { Hono } from 'hono';
import { ExportPerson } from '../../../schema/api/account-export.ts';
import { userObject } from '../../directory/home.ts';
import { actorOf } from '../../http/actor-of.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { json } from '../../http/json.ts';
import { may } from '../../http/may.ts';
import { personToActOn } from '../../http/person-to-act-on.ts';
import { unwrap } from '../../refused.ts';

/** All that is kept of a person, at his request. */
export const personExport = new Hono<AppEnv>().post(
  '/:id/export',
  json(ExportPerson),
  may('people.export', 'fresh'),
  async (c) => {
    const { id } = await personToActOn(c, c.req.param('id'));
    const actor = actorOf(c, c.req.valid('json').reason);
    return c.json(unwrap(await userObject(c.env, id).exportPerson(c.get('call'), actor)), 200);
  },
);
