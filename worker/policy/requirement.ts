import type { GroupRule, Policy, TwoStepRule } from '../../schema/api/policy.ts';

/** What two-step verification is to somebody, and which group says so; null: what holds for everyone. */
export interface Requirement extends TwoStepRule {
  group: string | null;
}

const STRICTNESS = { required: 2, optional: 1, off: 0 } as const;

/** The stricter first: of what is required, what is so at once, then the earlier date, then the fewer skips. */
function compare(a: TwoStepRule, b: TwoStepRule): number {
  const start = ({ due, skips }: TwoStepRule) =>
    skips > 0 ? Number.MAX_VALUE : due === null ? 0 : Date.parse(due);
  return STRICTNESS[b.rule] - STRICTNESS[a.rule] || start(a) - start(b) || a.skips - b.skips;
}

/** A group's rule takes the place of everyone's; of several groups the strictest holds. */
export function requirementFor(policy: Policy, groups: readonly string[]): Requirement {
  const own = policy.groups.filter(({ group }) => groups.includes(group));
  const [strictest]: (TwoStepRule | GroupRule)[] = own.sort(compare);
  return { group: null, ...(strictest ?? policy.twoStep) };
}

/** Whether what is required is so by now, for somebody who has skipped it so often. */
export function inForce({ rule, due, skips }: TwoStepRule, skipsUsed: number, now: number): boolean {
  if (rule !== 'required') return false;
  return due === null ? skipsUsed >= skips : now >= Date.parse(due);
}
