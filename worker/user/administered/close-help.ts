import { now } from '../../clock.ts';
import { Refused } from '../../refused.ts';
import { append, nextSeq } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';

/**
 * Closes a request for help: with the reason as the answer, or because of an act, which tells of itself.
 * @throws Refused not-found where it is not open, if it is to be answered
 */
export function closeHelp(
  user: User,
  call: Call,
  actor: Actor,
  id: string,
  answer: 'answered' | 'refused' | 'acted',
): boolean {
  const closed = user.sql.changed(
    `UPDATE help_requests SET state = 'closed', closed_at = ?, seq = ? WHERE id = ? AND state = 'open'`,
    now(),
    nextSeq(user),
    id,
  );
  if (!closed && answer !== 'acted') throw new Refused('not-found');
  if (closed)
    append(user, call, { type: 'account.help-answered', detail: { ...by(actor), help: id, answer } });
  return closed;
}
