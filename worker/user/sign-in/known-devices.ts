import type { DeviceRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { digest } from '../../crypto/digest.ts';
import { KNOWN_DEVICES_MAX } from '../../policy/limits.ts';
import type { User } from '../user.ts';

/**
 * Known devices: browsers that signed in here all the way. Their wrong passwords are counted apart from
 * strangers', and a sign-in on any other is told to the owner. Knowing a browser skips nothing: that is what a
 * remembered device is for (remembered-devices.ts).
 */

/** @param secret of the browser's device cookie, if it has one */
export const knownDevice = (user: User, secret: string | null) =>
  secret === null
    ? undefined
    : user.sql.one<DeviceRow>('SELECT * FROM devices WHERE hash = ?', digest(secret));

/** Notes that this browser signed in here all the way. @returns whether it is new to the account */
export function noteKnownDevice(user: User, secret: string | null): boolean {
  if (secret === null) return true;
  const added = user.sql.one(
    'INSERT INTO devices (hash, first_seen_at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING 1',
    digest(secret),
    now(),
  );
  if (!added) return false;
  user.sql.all(
    `DELETE FROM devices WHERE hash IN
       (SELECT hash FROM devices ORDER BY first_seen_at DESC, hash LIMIT -1 OFFSET ?)`,
    KNOWN_DEVICES_MAX,
  );
  return true;
}

/** Forgets one known browser, or all of them. */
export function forgetKnownDevices(user: User, hash: string | null = null): void {
  user.sql.all('DELETE FROM devices WHERE ?1 IS NULL OR hash = ?1', hash);
}
