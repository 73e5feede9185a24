import { Hono } from 'hono';
import type { Context } from 'hono';
import { fieldErrorOf } from '../../../schema/api/fault.ts';
import type { Policy } from '../../../schema/api/policy.ts';
import { AskWhatIf, ChangePolicy } from '../../../schema/api/policy.ts';
import { holdPolicy } from '../../directory/current-policy.ts';
import { findUser } from '../../directory/directory.ts';
import { knownGroups } from '../../directory/groups.ts';
import { userObject } from '../../directory/home.ts';
import { findPolicy, writePolicy } from '../../directory/policies.ts';
import { listOwners } from '../../directory/roles.ts';
import { actorOf } from '../../http/actor-of.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { json } from '../../http/json.ts';
import { may } from '../../http/may.ts';
import { beyond } from '../../policy/within.ts';
import { Refused, unwrap } from '../../refused.ts';
import { by } from '../../user/administered/actor.ts';

/** What the service asks of whom (worker/policy): read, foreseen, changed. */
export const policy = new Hono<AppEnv>()
  .get('/', may('policy.read'), async (c) => c.json(await findPolicy(c.env.DB), 200))
  .put('/', json(ChangePolicy), may('policy.change', 'fresh'), async (c) => {
    const { basedOn, policy: wished, reason } = c.req.valid('json');
    const { DB } = c.env;
    const { userId, sessionId, role } = c.get('admin');
    const call = c.get('call');
    const groups = groupsIn(wished);
    await requireOwner(c, basedOn, wished);
    await requireSound(c, wished, groups);
    if (unwrap(await userObject(c.env, userId).wouldLockOut(call, wished)))
      throw new Refused('would-lock-you-out');
    if (role !== 'owner' && (await refusesEveryOwner(c.env, wished)))
      throw new Refused('would-lock-owners-out');
    const document = JSON.stringify(wished);
    const version = basedOn + 1;
    const written = await writePolicy(
      DB,
      { basedOn, document, groups, by: userId, reason },
      {
        call,
        type: 'policy.changed',
        sessionId,
        detail: { ...by(actorOf(c, reason)), version, policy: document },
      },
    );
    if (!written) throw new Refused('policy-changed');
    holdPolicy({ version, document });
    return c.json(await findPolicy(DB), 200);
  })
  .post('/what-if', json(AskWhatIf), may('policy.read'), async (c) => {
    const { policy: wished, email, ip, country } = c.req.valid('json');
    const userId = await findUser(c.env.DB, email);
    if (!userId) throw new Refused('no-such-person');
    await requireSound(c, wished, groupsIn(wished));
    return c.json(
      unwrap(await userObject(c.env, userId).foresee(wished, { ip: ip ?? null, country: country ?? null })),
      200,
    );
  });

/**
 * How resets happen is changed by an owner alone, so that one administrator cannot end the rule that takes two.
 * @throws Refused policy-changed, not-permitted
 */
async function requireOwner(c: Context<AppEnv>, basedOn: number, { adminReset }: Policy): Promise<void> {
  const { version, policy: current } = await findPolicy(c.env.DB);
  if (version !== basedOn) throw new Refused('policy-changed');
  if (adminReset !== current.adminReset && c.get('admin').role !== 'owner')
    throw new Refused('not-permitted');
}

/** Whether no owner could sign in any more, each from where he last was. */
async function refusesEveryOwner(env: Env, wished: Policy): Promise<boolean> {
  if (!wished.conditions.some(({ effect }) => effect === 'refuse')) return false;
  for (const owner of await listOwners(env.DB))
    if (!unwrap(await userObject(env, owner).wouldRefuse(wished))) return false;
  return true;
}

/** The groups that a policy speaks of, each once. */
const groupsIn = (wished: Policy) => [
  ...new Set([
    ...wished.groups.map(({ group }) => group),
    ...wished.conditions.flatMap(({ groups }) => groups),
  ]),
];

/** @throws Refused invalid-request: it says more than the deployment lets it, or speaks of a group that is none */
async function requireSound(c: Context<AppEnv>, wished: Policy, groups: string[]): Promise<void> {
  const known = await knownGroups(c.env.DB, groups);
  const errors = [
    ...beyond(wished).map((key) =>
      fieldErrorOf(`policy.${key}`, 'The settings of this deployment do not allow that'),
    ),
    ...(groups.every((id) => known.has(id)) ? [] : [fieldErrorOf('policy.groups', 'There is no such group')]),
  ];
  if (errors.length > 0) throw new Refused('invalid-request', { errors });
}
