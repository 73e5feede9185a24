import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import type { Outcome } from '../../delivery/send.ts';
import { CODE_TRIES } from '../../policy/limits.ts';
import { append } from '../ledger.ts';
import { messageId } from '../sending/message-id.ts';
import { NOBODY } from '../nobody.ts';
import type { User } from '../user.ts';

/**
 * Takes what a provider reports of a code that it had taken: it did not arrive. That counts once, for a code that can
 * still be entered and was not asked for again since; whatever else the message was changes nothing. It is not sent
 * again by itself: the provider would take it again.
 * @param id the message's, as it was given to the provider
 */
export function noteUndelivered(user: User, id: string, outcome: Exclude<Outcome, 'sent'>): void {
  if (!user.account) return;
  const challenge = user.sql.one<ChallengeRow>(
    `SELECT * FROM challenges WHERE delivery_seq = ? AND delivery IN ('waiting', 'sent')
       AND closed_at IS NULL AND expires_at > ?`,
    Number(id.split('.')[2]) || 0,
    now(),
  );
  const { method, address, delivery_seq: event } = challenge ?? {};
  if (!challenge || !event || messageId(user, event, address ?? '') !== id) return;
  user.transaction(() => {
    user.sql.all(
      'UPDATE challenges SET delivery = ?, delivery_tries = ? WHERE id = ?',
      outcome,
      CODE_TRIES,
      challenge.id,
    );
    append(user, NOBODY, { type: 'message.undelivered', method, detail: { event, outcome } });
  });
}
