import type { Role } from './api/role.ts';
import { ROLES } from './api/role.ts';

/**
 * Whether an administrator may act on somebody's account: on those below, never on an equal, so that nobody takes
 * over a role that he does not have by resetting who has it. Owners may act on owners: nobody is above them.
 * @param other the role of the account; null: none
 */
export function mayActOn(role: Role, other: Role | null): boolean {
  if (other === null || role === 'owner') return true;
  return ROLES.indexOf(role) < ROLES.indexOf(other);
}
