import type { EventRow } from '../../../schema/user-tables.ts';
import { noticesFor } from '../../delivery/message-for.ts';
import { NOTICE_EVENTS } from '../../delivery/notice.ts';
import { send } from '../../delivery/send.ts';
import { config } from '../../config.ts';
import { sealNotMe } from '../../http/not-me-token.ts';
import { NOTICE_TRIES } from '../../policy/limits.ts';
import { cancelLinkOf } from '../recovery/cancel-link.ts';
import { loadDeviceNames } from '../sign-in/describe-device.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import { languageOfAccount } from '../account/language-of-account.ts';
import { append } from '../ledger.ts';
import { messageId } from './message-id.ts';
import { NOBODY } from '../nobody.ts';
import { textNumbers } from './text-numbers.ts';
import type { User } from '../user.ts';

/**
 * Notices leave in the order of their events, behind a cursor in the account's row that moves once all of an
 * event's are out: each at least once.
 */

const NOTICE_TYPES = JSON.stringify(NOTICE_EVENTS);

/** The first event behind the cursor that a notice may go out for. */
const nextNotice = (user: User) =>
  user.sql.one<EventRow>(
    `SELECT * FROM events WHERE seq > ? AND type IN (SELECT value FROM json_each(?))
       AND (type <> 'sign-in.succeeded' OR json_extract(detail, '$.newDevice')) ORDER BY seq LIMIT 1`,
    user.account!.delivered_seq,
    NOTICE_TYPES,
  );

/** Whether a notice is still to be sent. */
export const noticesDue = (user: User) => nextNotice(user) !== undefined;

/**
 * Sends what is behind the cursor. It stops at a notice that no provider takes now, for the alarm to try again;
 * one that fails too often is given up, so that it cannot hold up those behind it for ever.
 */
export async function deliverNotices(user: User, env: Env): Promise<void> {
  await loadDeviceNames();
  // One event at a time, read anew: what became due meanwhile goes out by this call too.
  while (user.account) {
    const event = nextNotice(user);
    if (!event || !(await deliverEvent(user, env, event))) return;
  }
}

/** @returns whether the cursor moved */
async function deliverEvent(user: User, env: Env, event: EventRow): Promise<boolean> {
  const out = JSON.parse(user.account!.delivered_ids) as string[];
  const notMe = `${config.origin}/not-me#${await sealNotMe({ home: user.id, seq: event.seq }, event.at)}`;
  const cancel = await cancelLinkOf(user, event);
  if (!user.account) return false;
  const messages = noticesFor(event, addresses(user), languageOfAccount(user), notMe, cancel, (to) =>
    messageId(user, event.seq, to),
  );
  if (user.account.delivery_tries === 0) await textNumbers(user, env, event, cancel);
  const left = messages.filter(({ id }) => !out.includes(id));
  const outcomes = await Promise.all(left.map((message) => send(env, message)));
  // An account that came second was dropped meanwhile.
  if (!user.account) return false;
  const failed = outcomes.includes('failed');
  if (failed && user.account.delivery_tries + 1 < NOTICE_TRIES) {
    const done = left.filter((_, index) => outcomes[index] !== 'failed').map(({ id }) => id);
    user.updateAccount(
      'delivery_tries = delivery_tries + 1, delivered_ids = ?',
      JSON.stringify([...out, ...done]),
    );
    return false;
  }
  user.transaction(() => {
    if (outcomes.some((outcome) => outcome !== 'sent'))
      append(user, NOBODY, { type: 'message.undelivered', detail: { event: event.seq } });
    user.updateAccount(`delivered_seq = ?, delivery_tries = 0, delivered_ids = '[]'`, event.seq);
  });
  return true;
}

/** Where notices go. */
const addresses = (user: User) =>
  [user.account!.email, ...activeFactors(user, 'email').map((factor) => factor.address)].filter(
    (address) => address !== null,
  );
