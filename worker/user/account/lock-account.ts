import type { NotMeEvent } from '../../../schema/api/recovery.ts';
import type { EventRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { Refused } from '../../refused.ts';
import { cancelRecoveries } from '../recovery/cancel-recoveries.ts';
import { loadDeviceNames } from '../sign-in/describe-device.ts';
import { forgetKnownDevices } from '../sign-in/known-devices.ts';
import { append } from '../ledger.ts';
import { forgetRememberedDevices } from '../sessions/remembered-devices.ts';
import { endSessions } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';
import { eventView } from '../views.ts';

/**
 * A lock: 'This was not me'. Everything that was opened or is being opened ends, and nobody signs in, by password
 * or passkey, until the owner sets a new password with a code from his mailbox. It removes no factor and needs
 * the token of a notice, so that no stranger can lock anybody out.
 */

/** The event of a notice, for the page that its link opens. It changes nothing. */
export async function readNotMe(user: User, seq: number): Promise<NotMeEvent> {
  await loadDeviceNames();
  const event = noticed(user, seq);
  return { event: eventView(event), state: stateOf(user, event) };
}

/**
 * Locks the account. Doing it twice is the same as doing it once; what a later reset has dealt with locks no more.
 * @throws Refused link-expired
 */
export function lockAccount(user: User, call: Call, seq: number): NotMeEvent['state'] {
  const event = noticed(user, seq);
  const state = stateOf(user, event);
  if (state === 'open') user.transaction(() => lock(user, call, event));
  return stateOf(user, event);
}

/** @throws Refused link-expired where there is no such account, or event, any more */
function noticed(user: User, seq: number): EventRow {
  const event = user.account?.email
    ? user.sql.one<EventRow>('SELECT * FROM events WHERE seq = ?', seq)
    : undefined;
  if (!event) throw new Refused('link-expired');
  return event;
}

function stateOf(user: User, { seq }: EventRow): NotMeEvent['state'] {
  const { locked_at, unlocked_seq } = user.account!;
  if (locked_at !== null) return 'locked';
  return seq < unlocked_seq ? 'settled' : 'open';
}

function lock(user: User, call: Call, { seq: event, type }: EventRow): void {
  const seq = append(user, call, { type: 'account.locked', detail: { event, type } });
  user.updateAccount('locked_at = ?', now());
  endSessions(user, seq, null);
  cancelRecoveries(user, call, 'lock');
  forgetRememberedDevices(user, call, 'locked');
  forgetKnownDevices(user);
  // A reset that is under way is the way back in, and proves the mailbox as any other would.
  user.sql.all(
    `UPDATE challenges SET closed_at = ?, sealed = NULL WHERE closed_at IS NULL AND purpose <> 'password-reset'`,
    now(),
  );
  user.sql.all(`DELETE FROM factors WHERE state = 'pending'`);
}

/** Lifts the lock, in the transaction of the reset that `seq` is the event of. */
export function unlockAccount(user: User, call: Call, seq: number): void {
  if (user.account!.locked_at === null) return;
  append(user, call, { type: 'account.unlocked' });
  user.updateAccount('locked_at = NULL, unlocked_seq = ?', seq);
}
