import { ADMIN_RESETS, type AdminReset } from '../../schema/api/role.ts';

/**
 * How administrators' resets and passes happen: ADMIN_RESET.
 * @throws Error that says what would be right
 */
export function readAdminReset(value: string | undefined): AdminReset {
  const found = ADMIN_RESETS.find((known) => known === (value || 'direct'));
  if (!found) throw new Error(`ADMIN_RESET must be one of ${ADMIN_RESETS.join(', ')}`);
  return found;
}
