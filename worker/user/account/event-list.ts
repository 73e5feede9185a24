import type { EventList } from '../../../schema/api/event.ts';
import type { EventRow } from '../../../schema/user-tables.ts';
import { EVENTS_PER_PAGE } from '../../policy/limits.ts';
import { loadDeviceNames } from '../sign-in/describe-device.ts';
import { append } from '../ledger.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate, touch } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';
import { eventView } from '../views.ts';

/** The person's own security activity, newest first, a page at a time. */
export async function listEvents(
  user: User,
  token: SessionToken | null,
  before: number | undefined,
): Promise<EventList> {
  await loadDeviceNames();
  touch(user, authenticate(user, token, 'full'));
  const rows = user.sql.all<EventRow>(
    'SELECT * FROM events WHERE seq < ? ORDER BY seq DESC LIMIT ?',
    before ?? Number.MAX_SAFE_INTEGER,
    EVENTS_PER_PAGE + 1,
  );
  const page = rows.slice(0, EVENTS_PER_PAGE);
  return {
    events: page.map(eventView),
    next: rows.length > page.length ? page.at(-1)!.seq : null,
    reviewDue: reviewDue(user),
  };
}

const reviewDue = ({ account }: User) => account!.unlocked_seq > account!.reviewed_seq;

/** Notes that the owner has looked at the activity after a lock was lifted; once. */
export function reviewActivity(user: User, call: Call, token: SessionToken | null): void {
  const session = authenticate(user, token, 'full');
  if (!reviewDue(user)) return;
  user.transaction(() => {
    const seq = append(user, call, { type: 'activity.reviewed', sessionId: session.id });
    user.updateAccount('reviewed_seq = ?', seq);
  });
}
