import type { Stage } from '../../../schema/api/session.ts';
import type { FactorRow, SessionRow } from '../../../schema/user-tables.ts';
import type { Policy } from '../../../schema/api/policy.ts';
import { now } from '../../clock.ts';
import { inForce, requirementFor } from '../../policy/requirement.ts';
import { activeFactors, isSecondStep } from '../factors/factor-rows.ts';
import type { User } from '../user.ts';

const isAllowed = ({ method }: FactorRow, { methods }: Policy) =>
  (methods as readonly string[]).includes(method);

/** The account's second steps, and those of them that policy allows by now. */
export function secondSteps(user: User, policy = user.policy): { all: FactorRow[]; allowed: FactorRow[] } {
  const all = activeFactors(user).filter(({ method }) => isSecondStep(method));
  return { all, allowed: all.filter((factor) => isAllowed(factor, policy)) };
}

/** What two-step verification is to this person. */
export const requirementOf = (user: User, policy = user.policy) =>
  requirementFor(policy, policy.groups.length > 0 ? user.groups : []);

/**
 * What a session can do by now. A finished one of somebody who owes a second step can only set it up: who has none
 * where policy requires it, or none that is allowed any more. Judged with each request, so that no path and no older
 * session goes round it (CHECKLIST H9).
 */
export function stageOf(user: User, { stage, demand }: Pick<SessionRow, 'stage' | 'demand'>): Stage {
  if (stage !== 'full') return stage;
  const { all, allowed } = secondSteps(user);
  if (allowed.length > 0) return 'full';
  if (all.length > 0 || demand === 'set-up') return 'enrollment';
  const requirement = requirementOf(user);
  if (requirement.due === null && requirement.skips > 0 && demand === 'skipped') return 'full';
  return inForce(requirement, user.account!.skips_used, now()) ? 'enrollment' : 'full';
}
