import { Hono } from 'hono';
import { CloseHelpRequest, HelpRequestQuery } from '../../../schema/api/administered.ts';
import { findHelpRequest, listHelpRequests } from '../../directory/help-queue.ts';
import { userObject } from '../../directory/home.ts';
import { actorOf } from '../../http/actor-of.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { json, parse } from '../../http/json.ts';
import { may } from '../../http/may.ts';
import { personToActOn } from '../../http/person-to-act-on.ts';
import { Refused, unwrap } from '../../refused.ts';

/** The queue of people who asked for help. */
export const helpRequests = new Hono<AppEnv>()
  .get('/', may('help.read'), async (c) => {
    const { after } = parse(HelpRequestQuery, c.req.query());
    return c.json(await listHelpRequests(c.env.DB, after), 200);
  })
  .post('/:id/close', json(CloseHelpRequest), may('help.answer', 'fresh'), async (c) => {
    const helpRequest = c.req.param('id');
    const { answer, reason } = c.req.valid('json');
    const userId = await findHelpRequest(c.env.DB, helpRequest);
    if (!userId) throw new Refused('not-found');
    const { id } = await personToActOn(c, userId);
    const act = { type: 'close-help', helpRequest, answer } as const;
    unwrap(await userObject(c.env, id).administer(c.get('call'), actorOf(c, reason), act));
    return c.body(null, 204);
  });
