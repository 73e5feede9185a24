import type { Condition, Policy } from '../../../schema/api/policy.ts';
import type { SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { conditionsMet, type Place } from '../../policy/conditions.ts';
import { inForce, type Requirement } from '../../policy/requirement.ts';
import { requirementOf, secondSteps } from './stage-of.ts';
import type { User } from '../user.ts';

/** What policy says of a sign-in whose password, or passkey, was right. */
export interface Ruling {
  /** The condition that refuses it; nothing else matters then. */
  refusedBy: Condition | null;
  /** The condition that asks for the second step although the browser is remembered. */
  askedBy: Condition | null;
  /** What two-step verification is to this person, and whether it is required by now. */
  requirement: Requirement;
  required: boolean;
  /** The condition that requires it there and then. */
  requiredBy: Condition | null;
  /** Whether there is a second step to ask for. */
  twoStep: boolean;
  /** Whether it is one that policy allows. */
  allowed: boolean;
  /** How many sign-ins may still go without; null: it is not a matter of that. */
  skipsLeft: number | null;
}

/**
 * Judges a sign-in from a place, by the account as it stands. It changes nothing: what comes of it is the caller's,
 * and an administrator's what-if asks the same.
 */
export function ruleSignIn(user: User, place: Place, policy: Policy = user.policy): Ruling {
  const met = policy.conditions.length > 0 ? conditionsMet(policy, user.groups, place) : [];
  const by = (effect: Condition['effect']) => met.find((condition) => condition.effect === effect) ?? null;
  const { all, allowed } = secondSteps(user, policy);
  const requirement = requirementOf(user, policy);
  const skipsUsed = user.account!.skips_used;
  const skips = requirement.rule === 'required' && requirement.due === null ? requirement.skips : null;
  return {
    refusedBy: by('refuse'),
    askedBy: by('ask'),
    requirement,
    required: inForce(requirement, skipsUsed, now()),
    requiredBy: by('require'),
    twoStep: all.length > 0,
    allowed: allowed.length > 0,
    skipsLeft: skips ? Math.max(0, skips - skipsUsed) : null,
  };
}

/** What a sign-in without a second step is marked with; a skip counts. Within the transaction that opens it. */
export function takeDemand(user: User, ruling: Ruling): SessionRow['demand'] {
  if (ruling.twoStep) return null;
  if (ruling.requiredBy) return 'set-up';
  if (!ruling.skipsLeft) return null;
  user.updateAccount('skips_used = skips_used + 1');
  return 'skipped';
}
