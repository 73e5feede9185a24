import { ACCOUNT_OPERATIONS } from './operations/account-operations.ts';
import { ADMINISTERED_OPERATIONS } from './operations/administered-operations.ts';
import { ADMIN_OPERATIONS } from './operations/admin-operations.ts';
import { EXPORT_OPERATIONS } from './operations/export-operations.ts';
import { AUDIT_OPERATIONS } from './operations/audit-operations.ts';
import { AUTHENTICATOR_OPERATIONS } from './operations/authenticator-operations.ts';
import { FACTOR_OPERATIONS } from './operations/factor-operations.ts';
import { IMPORT_OPERATIONS } from './operations/import-operations.ts';
import type { Operation } from './operations/operation.ts';
import { PEOPLE_OPERATIONS } from './operations/people-operations.ts';
import { POLICY_OPERATIONS } from './operations/policy-operations.ts';
import { RECOVERY_OPERATIONS } from './operations/recovery-operations.ts';
import { SIGN_IN_OPERATIONS } from './operations/sign-in-operations.ts';
import { SIGN_UP_OPERATIONS } from './operations/sign-up-operations.ts';

/** The whole API, for its description at /openapi.json. A test holds this list to the routes. */
export const OPERATIONS: readonly Operation[] = [
  ...SIGN_UP_OPERATIONS,
  ...SIGN_IN_OPERATIONS,
  ...FACTOR_OPERATIONS,
  ...ACCOUNT_OPERATIONS,
  ...RECOVERY_OPERATIONS,
  ...ADMIN_OPERATIONS,
  ...ADMINISTERED_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...EXPORT_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...POLICY_OPERATIONS,
  ...AUDIT_OPERATIONS,
  ...AUTHENTICATOR_OPERATIONS,
];
