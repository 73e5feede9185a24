import { createMiddleware } from 'hono/factory';
import type { Permission } from '../../schema/api/role.ts';
import { because } from '../../schema/api/reason.ts';
import { MAY } from '../../schema/role-permissions.ts';
import { Refused, unwrap } from '../refused.ts';
import { loadOnce } from '../load-once.ts';
import type { AppEnv } from './app-env.ts';
import { currentUser } from './current-user.ts';

const roles = loadOnce(() => import('../directory/roles.ts'));

/**
 * The one place that lets an administrator in: a finished session, a role that has the permission, two factors, and
 * where the account has a passkey, that one. The role is read from D1 each time: a withdrawn one is worth nothing
 * at once.
 * @param need `fresh` for what is dangerous: a proof not older than five minutes
 * @throws Refused as `authenticate`; not-permitted, two-step-required, level-too-low
 */
export const may = (permission: Permission, need: 'full' | 'fresh' = 'full') =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { user, token } = currentUser(c);
    const session = unwrap(await user.admitAdmin(c.get('call'), token, need));
    const { findRole } = await roles();
    const role = await findRole(c.env.DB, session.userId);
    if (!role || !MAY[permission].includes(role)) throw new Refused('not-permitted');
    if (session.level < 2) throw new Refused('two-step-required');
    if (!session.resistsPhishing) throw new Refused('level-too-low', because('confirm-with-passkey'));
    c.set('admin', { ...session, role });
    await next();
  });
