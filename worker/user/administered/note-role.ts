import type { Role } from '../../../schema/api/role.ts';
import { append } from '../ledger.ts';
import { stopActs } from './stop-acts.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';

/**
 * Tells an account what D1 says that it is by now: for its pages, its activity and a notice. Once is enough. What
 * administrators began on somebody who has a role now is over: they may not be above him any longer.
 */
export function noteRole(user: User, call: Call, actor: Actor, role: Role | null): boolean {
  if (user.account!.role === role) return false;
  append(user, call, { type: 'account.role-changed', detail: { ...by(actor), grantedRole: role } });
  user.updateAccount('role = ?', role);
  if (role !== null) stopActs(user, call);
  return true;
}
