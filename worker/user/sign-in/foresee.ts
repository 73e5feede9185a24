import type { Foreseen, ForeseenReason, Policy } from '../../../schema/api/policy.ts';
import type { SessionRow } from '../../../schema/user-tables.ts';
import { countryOf, type Place } from '../../policy/conditions.ts';
import { Refused } from '../../refused.ts';
import { ruleSignIn, type Ruling } from './rule-sign-in.ts';
import type { User } from '../user.ts';
import { usableFactors } from '../challenges/options.ts';

/**
 * What would become of a sign-in from a place under a policy, and why. It is judged as the sign-in itself is, and
 * changes nothing.
 * @throws Refused not-found: there is no account here
 */
export function foresee(user: User, policy: Policy, place: Place): Foreseen {
  if (!user.account?.email) throw new Refused('not-found');
  const ruling = ruleSignIn(user, place, policy);
  const outcome = outcomeOf(ruling);
  return {
    outcome,
    reasons:
      outcome === 'refused' ? [because(ruling, 'refused-here', ruling.refusedBy)] : reasons(ruling, policy),
    methods:
      outcome === 'second-factor' ? usableFactors(user, 'sign-in', policy).map(({ method }) => method) : [],
  };
}

/** Whether somebody who administers could do so no more. */
export function wouldLockOut(user: User, policy: Policy, place: Place): boolean {
  const { refusedBy, allowed } = ruleSignIn(user, place, policy);
  return refusedBy !== null || !allowed;
}

/** Whether a policy refuses its owner where he last was signed in; also where nobody knows any more where that was. */
export function wouldRefuse(user: User, policy: Policy): boolean {
  const last = user.sql.one<Pick<SessionRow, 'ip' | 'place'>>(
    `SELECT ip, place FROM sessions WHERE stage = 'full' ORDER BY last_seen_at DESC LIMIT 1`,
  );
  return (
    !last || ruleSignIn(user, { ip: last.ip, country: countryOf(last.place) }, policy).refusedBy !== null
  );
}

function outcomeOf({ refusedBy, twoStep, required, requiredBy, skipsLeft }: Ruling): Foreseen['outcome'] {
  if (refusedBy) return 'refused';
  if (twoStep) return 'second-factor';
  if (requiredBy) return 'enrollment';
  return required && !skipsLeft ? 'enrollment' : 'full';
}

const because = (
  { requirement, skipsLeft }: Ruling,
  reason: ForeseenReason['reason'],
  condition: { name: string } | null = null,
): ForeseenReason => ({
  reason,
  group: condition ? null : requirement.group,
  condition: condition?.name ?? null,
  due: reason === 'required-later' ? requirement.due : null,
  skipsLeft: reason === 'skips-left' ? skipsLeft : null,
});

function reasons(ruling: Ruling, policy: Policy): ForeseenReason[] {
  const { twoStep, allowed, askedBy, requiredBy, required, requirement, skipsLeft } = ruling;
  if (twoStep) {
    const all = [because(ruling, 'has-second-step')];
    if (!allowed) all.push(because(ruling, 'method-not-allowed'));
    else if (askedBy) all.push(because(ruling, 'asked-every-time-here', askedBy));
    else if (policy.rememberDeviceDays > 0) all.push(because(ruling, 'may-be-remembered'));
    return all;
  }
  if (requiredBy) return [because(ruling, 'required-here', requiredBy)];
  if (required) return [because(ruling, 'required')];
  if (skipsLeft) return [because(ruling, 'skips-left')];
  if (requirement.rule === 'required') return [because(ruling, 'required-later')];
  return [because(ruling, requirement.rule)];
}
