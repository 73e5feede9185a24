import type { SentMethod } from '../../../schema/api/method.ts';
import { now } from '../../clock.ts';
import { requireServed } from '../../phone/require-served.ts';
import { resendPause, SENDS_PER_USER } from '../../policy/limits.ts';
import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { countForAll } from './count-for-all.ts';
import type { Recipient } from './recipient.ts';
import type { Call, User } from '../user.ts';
import { tooSoon } from './too-soon.ts';

/** That one code may be sent, as far as all other users are concerned. `sendCode` wants one: made only here. */
export class SendPermit {
  readonly to: Recipient;
  #spent = false;

  constructor(to: Recipient) {
    this.to = to;
  }

  /** @throws Error when it was used before, or for somebody else */
  spend(to: Recipient | null): void {
    if (this.#spent || to?.destination !== this.to.destination || to.method !== this.to.method)
      throw new Error('A send needs a permit of its own');
    this.#spent = true;
  }
}

/**
 * Asks, before a challenge is decided on, whether its code may be sent: within the account's own counts, which
 * are looked at again by `sendCode`, and within those of all accounts, which are taken here. What is under way
 * counts as sent meanwhile, so of many requests at once no more get as far as the shared counts than the account
 * has room for.
 * @param again the challenge whose code is sent once more
 * @throws Refused too-many-requests, unavailable; for SMS also invalid-request, country-not-served
 */
export async function permitSend(
  user: User,
  call: Call,
  to: Recipient,
  again?: ChallengeRow,
): Promise<SendPermit> {
  if (to.phone) await requireServed(to.phone);
  if (again) requirePause(user, to.method, again);
  requireRoomToSend(user, to);
  if (to.lane === 'session') requireNoneUnderWay(user, to);
  const sending = { ...to, challengeId: again?.id ?? null };
  user.asking.add(sending);
  try {
    await countForAll(call, to);
  } finally {
    user.asking.delete(sending);
  }
  return new SendPermit(to);
}

/** @throws Refused too-many-requests: the code was sent just now, or is on its way */
export function requirePause(user: User, method: SentMethod, { id, sends, sent_at }: ChallengeRow): void {
  const free = sent_at + resendPause(sends);
  if (sends > 0 && now() < free) throw tooSoon(method, free);
  for (const { challengeId } of user.asking)
    if (challengeId === id) throw tooSoon(method, now() + resendPause(sends + 1));
}

/**
 * A second request of the same session's person for the same destination, as a double click makes it, is not let
 * take from the shared counts what the first one takes.
 * @throws Refused too-many-requests
 */
function requireNoneUnderWay(user: User, { method, destination }: Recipient): void {
  for (const sending of user.asking)
    if (sending.lane === 'session' && sending.destination === destination)
      throw tooSoon(method, now() + resendPause(1));
}

/** @throws Refused too-many-requests: the account has asked for as many as it may */
export function requireRoomToSend(user: User, { method, lane }: Recipient): void {
  const underWay = [...user.asking].filter((other) => other.method === method && other.lane === lane).length;
  for (const { most, ms } of SENDS_PER_USER[method]) {
    const full = user.sql.one<{ at: number }>(
      'SELECT at FROM sends WHERE method = ? AND lane = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?',
      method,
      lane,
      now() - ms,
      Math.max(0, most - 1 - underWay),
    );
    if (full) throw tooSoon(method, full.at + ms);
    if (underWay >= most) throw tooSoon(method, now() + ms);
  }
}
