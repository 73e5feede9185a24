/**
 * How an administrator's grave acts (a reset, a temporary access pass) happen: `direct`: at once; `second-admin`:
 * when another administrator agrees; `delay`: after the time that a recovery waits, unless the person stops it.
 */
const ADMIN_RESETS = ['direct', 'second-admin', 'delay'] as const;
export type AdminReset = (typeof ADMIN_RESETS)[number];

/** @throws Error that says what would be right */
export function readAdminReset(value: string | undefined): AdminReset {
  const found = ADMIN_RESETS.find((known) => known === (value || 'direct'));
  if (!found) throw new Error(`ADMIN_RESET must be one of ${ADMIN_RESETS.join(', ')}`);
  return found;
}
