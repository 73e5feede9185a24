import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { codeMessage } from '../../delivery/message-for.ts';
import type { Outcome } from '../../delivery/send.ts';
import { send } from '../../delivery/send.ts';
import { CODE_TRIES } from '../../policy/limits.ts';
import { languageOfAccount } from '../account/language-of-account.ts';
import { append } from '../ledger.ts';
import { messageId } from './message-id.ts';
import { NOBODY } from '../nobody.ts';
import { onceAtATime } from '../once-at-a-time.ts';
import type { User } from '../user.ts';

/**
 * Codes leave by the state of their challenges: each on its own, so that none waits for a slow provider of
 * another, and only while it can still be entered. Sent before it is noted, so a crash sends the same code
 * again (at least once).
 */

/** Challenges whose code is due. @param again also those that failed before: at the alarm's pace */
const dueCodes = (user: User, again: boolean) =>
  user.sql.all<ChallengeRow>(
    `SELECT * FROM challenges WHERE (delivery = 'waiting' OR (delivery = 'failed' AND ?1 AND delivery_tries < ?2))
       AND closed_at IS NULL AND expires_at > ?3`,
    again ? 1 : 0,
    CODE_TRIES,
    now(),
  );

/** Whether a code is still to be sent, those on their way among them. */
export const codesDue = (user: User) => dueCodes(user, true).length > 0;

/** Sends what is due, and notes on the challenges what became of it. */
export async function deliverCodes(user: User, env: Env, again: boolean): Promise<void> {
  await Promise.all(
    dueCodes(user, again).map((challenge) =>
      onceAtATime(user, challenge.delivery_seq, () => deliverCode(user, env, challenge)),
    ),
  );
}

async function deliverCode(user: User, env: Env, challenge: ChallengeRow): Promise<void> {
  const id = messageId(user, challenge.delivery_seq, challenge.address ?? '');
  const message = codeMessage(challenge, id, languageOfAccount(user));
  note(user, challenge, message ? await send(env, message) : 'sent');
}

/**
 * A code that was asked for again meanwhile is due anew: what became of the one before says nothing of it. Nor does
 * that it was taken, once it is known that it did not arrive (note-undelivered.ts).
 */
function note(user: User, challenge: ChallengeRow, outcome: Outcome): void {
  const { id, delivery_seq, delivery_tries, delivery, method } = challenge;
  // An account that came second was dropped meanwhile.
  if (!user.account) return;
  user.transaction(() => {
    const noted = user.sql.changed(
      `UPDATE challenges SET delivery = ?, delivery_tries = delivery_tries + 1
         WHERE id = ? AND delivery_seq = ? AND delivery_tries = ?`,
      outcome,
      id,
      delivery_seq,
      delivery_tries,
    );
    if (!noted || outcome === 'sent' || outcome === delivery) return;
    append(user, NOBODY, { type: 'message.undelivered', method, detail: { event: delivery_seq, outcome } });
  });
}
