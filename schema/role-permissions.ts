import type { Permission, Role } from './api/role.ts';
import { PERMISSIONS } from './api/role.ts';

/** Who may do what: the table of docs/roles.md, which a test holds to this one. */
export const MAY: Record<Permission, readonly Role[]> = {
  'overview.read': ['owner', 'admin', 'help-desk', 'auditor'],
  'people.read': ['owner', 'admin', 'help-desk', 'auditor'],
  'people.reset': ['owner', 'admin', 'help-desk'],
  'people.import': ['owner', 'admin'],
  'people.export': ['owner', 'admin'],
  'help.read': ['owner', 'admin', 'help-desk', 'auditor'],
  'help.answer': ['owner', 'admin', 'help-desk'],
  'policy.read': ['owner', 'admin', 'auditor'],
  'policy.change': ['owner', 'admin'],
  'audit.read': ['owner', 'admin', 'auditor'],
  'audit.export': ['owner', 'admin', 'auditor'],
  'roles.read': ['owner', 'admin', 'auditor'],
  'roles.change': ['owner'],
};

export const permissionsOf = (role: Role): Permission[] =>
  PERMISSIONS.filter((permission) => MAY[permission].includes(role));
