import { DEFAULT_LANGUAGE } from '../../messages/language.ts';
import type { EventRow, FactorRow, HelpRequestRow, SessionRow } from '../../schema/user-tables.ts';
import { now } from '../clock.ts';
import { chooseDelivery } from '../delivery/choose-delivery.ts';
import { MESSAGE_EVENTS, messagesFor } from '../delivery/message-for.ts';
import { DELIVERY_DEADLINE_MS, DELIVERY_TRIES, KEEP_ENDED_MS, PROJECTION_BATCH } from '../policy/limits.ts';
import { cancelLinkOf } from './cancel-link.ts';
import { challengeRow } from './challenge-rows.ts';
import { loadDeviceNames } from './describe-device.ts';
import { activeFactors, twoStepOn } from './factor-rows.ts';
import { withDeadline } from '../with-deadline.ts';
import { append } from './ledger.ts';
import { NOBODY } from './nobody.ts';
import { codesLeft } from './recovery-codes.ts';
import type { User } from './user.ts';

/**
 * The ledger is the outbox: two cursors in the account's row say how far it was delivered and projected.
 * A cursor moves after the work is done, so a crash repeats the work: a message leaves at least once (with
 * the same code), and D1 applies a batch once, by (user, epoch, seq).
 */

const MESSAGE_TYPES = JSON.stringify([...MESSAGE_EVENTS]);

/**
 * Sends what the events behind the delivery cursor ask for, in order. A message that no provider takes is
 * given up after some tries, so that it cannot hold up those behind it.
 * @throws Error when the provider failed; the alarm tries again
 */
export async function deliver(user: User, env: Env): Promise<void> {
  await loadDeviceNames();
  const delivery = await chooseDelivery(env);
  // One at a time, read anew: what became due while a message was on its way goes out by this call too.
  for (let event = nextMessage(user); event; event = nextMessage(user)) {
    const { challenge } = JSON.parse(event.detail) as { challenge?: string };
    try {
      const row = challenge ? challengeRow(user, challenge) : undefined;
      const link = await cancelLinkOf(user, event);
      for (const message of messagesFor(event, row, addresses(user), language(user), link)) {
        await withDeadline(
          delivery.send(message),
          DELIVERY_DEADLINE_MS,
          () => new Error('The mail provider is late'),
        );
      }
    } catch (error) {
      if (user.account!.delivery_tries + 1 < DELIVERY_TRIES) {
        user.updateAccount('delivery_tries = delivery_tries + 1');
        throw error;
      }
      append(user, NOBODY, { type: 'message.undelivered', detail: { event: event.seq } });
    }
    user.updateAccount('delivered_seq = ?, delivery_tries = 0', event.seq);
  }
}

/** The first event behind the delivery cursor that a message may go out for. */
const nextMessage = (user: User) =>
  user.sql.one<EventRow>(
    'SELECT * FROM events WHERE seq > ? AND type IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT 1',
    user.account!.delivered_seq,
    MESSAGE_TYPES,
  );

/** What the account is written to in. */
const language = (user: User) => user.account!.language ?? DEFAULT_LANGUAGE;

/** Where notices go. */
const addresses = (user: User) =>
  [user.account!.email, ...activeFactors(user, 'email').map((factor) => factor.address)].filter(
    (address) => address !== null,
  );

/**
 * Writes what changed since the last time to D1, batch after batch.
 * @throws Error when D1 refuses; nothing is lost, the alarm tries again
 */
export async function projectChanges(user: User, env: Env): Promise<void> {
  const { project } = await import('../directory/project.ts');
  for (;;) {
    const { home, epoch, projected_seq } = user.account!;
    const events = user.sql.all<EventRow>(
      'SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
      projected_seq,
      PROJECTION_BATCH,
    );
    const seq = events.at(-1)?.seq;
    if (seq === undefined) return;
    const changed = <Row>(table: string) =>
      user.sql.all<Row>(`SELECT * FROM ${table} WHERE seq > ?`, projected_seq);
    await project(env.DB, {
      userId: home,
      epoch,
      seq,
      events,
      twoStep: twoStepOn(user),
      recoveryCodesLeft: codesLeft(user),
      factors: changed<FactorRow>('factors').filter((factor) => factor.state !== 'pending'),
      sessions: changed<SessionRow>('sessions'),
      helpRequests: changed<HelpRequestRow>('help_requests'),
    });
    user.updateAccount('projected_seq = max(projected_seq, ?)', seq);
  }
}

/** Drops what is over and has been projected; the ledger itself stays. */
export function tidy(user: User): void {
  const { projected_seq } = user.account!;
  const before = now() - KEEP_ENDED_MS;
  user.transaction(() => {
    user.sql.all(
      'DELETE FROM sessions WHERE seq <= ?1 AND (ended_at < ?2 OR expires_at < ?2)',
      projected_seq,
      before,
    );
    user.sql.all(`DELETE FROM factors WHERE state = 'removed' AND seq <= ?`, projected_seq);
    user.sql.all(`DELETE FROM factors WHERE state = 'pending' AND expires_at < ?`, before);
  });
}
