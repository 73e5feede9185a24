import { DEFAULT_NAMES } from '../../../schema/default-names.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';

/** Puts a password's own hash in the place of another system's, in the transaction that accepted the password. */
export function adoptPassword(
  user: User,
  call: Call,
  factor: FactorRow,
  sealed: string,
  sessionId: string | undefined,
): void {
  const seq = append(user, call, {
    type: 'password.rehashed',
    method: 'password',
    subject: DEFAULT_NAMES.password,
    sessionId,
  });
  user.sql.all('UPDATE factors SET sealed = ?, seq = ? WHERE id = ?', sealed, seq, factor.id);
}
