import type { Method } from '../../../schema/api/method.ts';
import { countryOf, type Place } from '../../policy/conditions.ts';
import { Refused } from '../../refused.ts';
import { append } from '../ledger.ts';
import type { Ruling } from './rule-sign-in.ts';
import type { Call, User } from '../user.ts';

/** Where a request comes from. */
export const placeOf = ({ ip, place }: Call): Place => ({ ip, country: countryOf(place) });

/**
 * Refuses a sign-in that policy does not let in from there, and writes it down. Told only to who proved the first
 * step: from outside it is like any wrong password.
 * @throws Refused not-from-here
 */
export function refuseElsewhere(user: User, call: Call, { refusedBy }: Ruling, method: Method): void {
  if (!refusedBy) return;
  append(user, call, {
    type: 'sign-in.failed',
    method,
    detail: { problem: 'not-from-here', condition: refusedBy.name },
  });
  throw new Refused('not-from-here');
}
