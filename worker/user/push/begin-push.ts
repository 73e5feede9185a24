import type { BeginChallenge } from '../../../schema/api/challenge.ts';
import type { ChallengeRow, SessionRow } from '../../../schema/user-tables.ts';
import { HOUR, now } from '../../clock.ts';
import { randomDigits } from '../../crypto/random-digits.ts';
import {
  PUSH_CHALLENGE_MS,
  PUSH_PAUSES_MS,
  PUSH_REFUSALS,
  PUSH_REFUSED_MS,
  PUSH_REPORTED_MS,
  PUSHES_PER_HOUR,
} from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { insertChallenge } from '../challenges/challenge-rows.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import { instant } from '../views.ts';

/**
 * Asks all push devices of the account, within the transaction that begins the challenge. At most one push is
 * live: an earlier one is superseded, whichever session it was of.
 * @throws Refused push-paused, with the time of the next
 */
export function beginPush(
  user: User,
  call: Call,
  session: SessionRow,
  { purpose }: BeginChallenge,
): ChallengeRow {
  requireNoPushPause(user);
  user.sql.all(
    `UPDATE challenges SET closed_at = ? WHERE method = 'push' AND purpose <> 'enrollment' AND closed_at IS NULL`,
    now(),
  );
  const devices = activeFactors(user, 'push');
  const challenge = insertChallenge(user, {
    purpose,
    method: 'push',
    lifetime: PUSH_CHALLENGE_MS,
    sessionId: session.id,
    name: devices.length === 1 ? devices[0]!.name : 'Countersign Push',
    number: randomDigits(user.policy.pushDigits),
  });
  append(user, call, {
    type: 'push.requested',
    method: 'push',
    subject: challenge.name ?? undefined,
    sessionId: session.id,
    detail: { challenge: challenge.id, purpose },
  });
  user.pushChanged = { begun: challenge.id };
  return challenge;
}

interface Past {
  created_at: number;
  outcome: ChallengeRow['outcome'];
}

/**
 * Push fatigue (63B-4 3.2.2; CHECKLIST C14): since the last approval each further push waits longer, there is a cap
 * an hour, and after some refusals nobody is asked for a while. Who still has another method uses that.
 */
function requireNoPushPause(user: User): void {
  const past = user.sql.all<Past>(
    `SELECT created_at, outcome FROM challenges WHERE method = 'push' AND purpose <> 'enrollment' AND created_at > ?
       ORDER BY created_at DESC`,
    now() - PUSH_REFUSED_MS,
  );
  const until = Math.max(0, ...pausesOf(past));
  if (now() < until) throw new Refused('push-paused', { retryAt: instant(until) });
}

/** When each rule lets the next one through, ms since the epoch. @param past the newest first */
function pausesOf(past: Past[]): number[] {
  const approved = past.findIndex(({ outcome }) => outcome === 'approved');
  const since = approved < 0 ? past : past.slice(0, approved);
  const newest = since[0];
  if (!newest) return [];
  const pause = PUSH_PAUSES_MS[Math.min(since.length, PUSH_PAUSES_MS.length) - 1]!;
  const hourly = past[PUSHES_PER_HOUR - 1];
  const refused = since.filter(({ outcome }) => outcome !== null);
  const reported = since.find(({ outcome }) => outcome === 'reported');
  return [
    newest.created_at + pause,
    hourly ? hourly.created_at + HOUR : 0,
    refused.length >= PUSH_REFUSALS ? refused[0]!.created_at + PUSH_REFUSED_MS : 0,
    reported ? reported.created_at + PUSH_REPORTED_MS : 0,
  ];
}
