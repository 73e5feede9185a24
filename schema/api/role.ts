import * as v from 'valibot';
import { Email, Instant } from './fields.ts';
import { request } from './request.ts';

/** What somebody is to the service besides its user, the highest rank first. docs/roles.md says what each may do. */
export const ROLES = ['owner', 'admin', 'help-desk', 'auditor'] as const;
export const Role = v.picklist(ROLES);
export type Role = v.InferOutput<typeof Role>;

/** What an administrator's route asks for; schema/role-permissions.ts says who has it. */
export const PERMISSIONS = [
  'overview.read',
  'people.read',
  'people.reset',
  'people.import',
  'people.export',
  'help.read',
  'help.answer',
  'policy.read',
  'policy.change',
  'audit.read',
  'audit.export',
  'roles.read',
  'roles.change',
] as const;
export const Permission = v.picklist(PERMISSIONS);
export type Permission = v.InferOutput<typeof Permission>;

/**
 * How a reset and a temporary access pass happen: `direct`: at once; `second-admin`: when another administrator
 * agrees; `delay`: after the time that a recovery waits, unless the person stops it.
 */
export const ADMIN_RESETS = ['direct', 'second-admin', 'delay'] as const;
export type AdminReset = (typeof ADMIN_RESETS)[number];

/** The administrator that a session is of. */
export const Administrator = v.object({
  userId: v.string(),
  email: v.string(),
  role: Role,
  permissions: v.array(Permission),
  adminReset: v.picklist(ADMIN_RESETS),
});
export type Administrator = v.InferOutput<typeof Administrator>;

/** Why something is done to somebody's account: kept in the audit log, shown to him. */
export const ActReason = v.pipe(
  v.string('Say why'),
  v.trim(),
  v.minLength(4, 'Say why, in at least 4 characters'),
  v.maxLength(500, 'Say it in at most 500 characters'),
);

export const RoleHolder = v.object({
  userId: v.string(),
  email: v.string(),
  role: Role,
  grantedAt: Instant,
  /** Whose decision it was; null for the first owner. */
  grantedBy: v.nullable(v.string()),
});
export type RoleHolder = v.InferOutput<typeof RoleHolder>;
export const RoleHolderList = v.object({ holders: v.array(RoleHolder) });

export const GrantRole = request({ email: Email, role: Role, reason: ActReason });
export const ChangeRole = request({ role: Role, reason: ActReason });
export const WithdrawRole = request({ reason: ActReason });
export const ClaimOwnership = request({
  token: v.pipe(v.string('Give the token'), v.maxLength(100, 'That is no token')),
});
