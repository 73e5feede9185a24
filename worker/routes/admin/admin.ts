import { Hono } from 'hono';
import { OverviewQuery } from '../../../schema/api/overview.ts';
import type { Role } from '../../../schema/api/role.ts';
import { ClaimOwnership } from '../../../schema/api/role.ts';
import { readOverview } from '../../directory/read-overview.ts';
import { claimOwnership } from '../../directory/roles.ts';
import { currentUser } from '../../http/current-user.ts';
import { json, parse } from '../../http/json.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { may } from '../../http/may.ts';
import { permissionsOf } from '../../../schema/role-permissions.ts';
import { readPolicy } from '../../policy/read-policy.ts';
import { Refused, unwrap } from '../../refused.ts';
import type { Call } from '../../user/user.ts';
import { helpRequests } from './help-requests.ts';
import { pendingActs } from './pending-acts.ts';
import { personActs } from './person-acts.ts';
import { imports } from './imports.ts';
import { personExport } from './person-export.ts';
import { people } from './people.ts';
import { auditEvents } from './events.ts';
import { groups } from './groups.ts';
import { policy } from './policy.ts';
import { roles } from './roles.ts';

const rightsOf = (call: Call, role: Role) => ({
  permissions: permissionsOf(role),
  adminReset: readPolicy(call.policy?.document ?? null).adminReset,
});

/** The administrators' half of the API. */
export const admin = new Hono<AppEnv>()
  .get('/session', may('overview.read'), (c) => {
    const { userId, email, role } = c.get('admin');
    return c.json({ userId, email, role, ...rightsOf(c.get('call'), role) }, 200);
  })
  .post('/claim', json(ClaimOwnership), async (c) => {
    const { user, token, call } = currentUser(c);
    const session = unwrap(await user.admitAdmin(call, token, 'fresh'));
    if (session.level < 2) throw new Refused('two-step-required');
    const actor = { id: session.userId, role: 'owner' as const, reason: 'first owner' };
    const claimed = await claimOwnership(c.env.DB, session.userId, c.req.valid('json').token, {
      call,
      type: 'role.changed',
      sessionId: session.sessionId,
      detail: { actor: actor.id, person: session.userId, grantedRole: 'owner' },
    });
    if (!claimed) throw new Refused('link-expired');
    unwrap(await user.administer(call, actor, { type: 'note-role', role: 'owner' }));
    const { userId, email } = session;
    return c.json({ userId, email, role: 'owner' as const, ...rightsOf(call, 'owner') }, 200);
  })
  .get('/overview', may('overview.read'), async (c) => {
    const { days } = parse(OverviewQuery, c.req.query());
    return c.json(await readOverview(c.env.DB, Number(days)), 200);
  })
  .route('/people', people)
  .route('/events', auditEvents)
  .route('/imports', imports)
  .route('/people', personExport)
  .route('/roles', roles)
  .route('/people', personActs)
  .route('/help-requests', helpRequests)
  .route('/pending-acts', pendingActs)
  .route('/policy', policy)
  .route('/groups', groups);
