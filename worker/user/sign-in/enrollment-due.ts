import type { Session } from '../../../schema/api/session.ts';
import type { SessionRow } from '../../../schema/user-tables.ts';
import { requirementOf, secondSteps, stageOf } from './stage-of.ts';
import type { User } from '../user.ts';

/** What a person is told of a second step that policy asks him to set up. */
export function enrollmentDue(user: User, session: SessionRow): Session['enrollmentDue'] {
  if (session.stage !== 'full' || secondSteps(user).allowed.length > 0) return null;
  const owed = stageOf(user, session) === 'enrollment';
  const { rule, due, skips } = requirementOf(user);
  if (!owed && rule !== 'required') return null;
  return {
    due: owed ? null : due,
    skipsLeft: owed || due !== null ? null : Math.max(0, skips - user.account!.skips_used),
  };
}
