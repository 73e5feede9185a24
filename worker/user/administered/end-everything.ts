import { now } from '../../clock.ts';
import { forgetRememberedDevices } from '../sessions/remembered-devices.ts';
import { endSessions } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';

/**
 * Ends all that is signed in or half signed in, what waits for a code in it, what is being set up, and forgets the
 * browsers that skip the second step. A password reset that is under way goes on: it opens nothing by itself.
 * @returns how many sessions and browsers there were
 */
export function endEverything(user: User, call: Call, seq: number): number {
  const sessions = endSessions(user, seq, null);
  const devices = forgetRememberedDevices(user, call, 'administrator');
  user.sql.all(
    `UPDATE challenges SET closed_at = ?, sealed = NULL WHERE closed_at IS NULL AND session_id IS NOT NULL`,
    now(),
  );
  user.sql.all(`DELETE FROM factors WHERE state = 'pending'`);
  return sessions + devices;
}
