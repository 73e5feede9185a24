import type { FactorRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import type { User } from '../user.ts';

/** Takes a factor away, its secret, and what waits for its code. */
export function dropFactor(user: User, { id }: FactorRow, seq: number): void {
  user.sql.all(`UPDATE factors SET state = 'removed', sealed = NULL, seq = ? WHERE id = ?`, seq, id);
  user.sql.all('UPDATE challenges SET closed_at = ? WHERE factor_id = ? AND closed_at IS NULL', now(), id);
  user.opened.delete(id);
}
