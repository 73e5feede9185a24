import type { PendingActRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import type { User } from '../user.ts';

/** Acts of administrators that wait for a second one, or for their time, and those that were decided. */
export const pendingAct = (user: User, id: string) =>
  user.sql.one<PendingActRow>('SELECT * FROM pending_acts WHERE id = ?', id);

/** What is neither done nor over. */
export const undecided = (user: User) =>
  user.account!.acts_wait
    ? user.sql.all<PendingActRow>(`SELECT * FROM pending_acts WHERE state IN ('waiting', 'approved')`)
    : [];

export function settle(
  user: User,
  { id }: PendingActRow,
  state: PendingActRow['state'],
  decidedBy: string | null,
  seq: number,
): void {
  user.sql.all(
    'UPDATE pending_acts SET state = ?, decided_by = coalesce(?, decided_by), decided_at = ?, seq = ? WHERE id = ?',
    state,
    decidedBy,
    now(),
    seq,
    id,
  );
  const waits = user.sql.one(`SELECT 1 FROM pending_acts WHERE state IN ('waiting', 'approved')`);
  user.updateAccount('acts_wait = ?', waits ? 1 : 0);
}

/** Who asked for it, and why: whose act it stays. */
export const askerOf = ({ asked_by, asked_role, reason }: PendingActRow) => ({
  id: asked_by,
  role: asked_role,
  reason,
});
