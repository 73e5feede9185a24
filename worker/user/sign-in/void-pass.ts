import type { User } from '../user.ts';

/** No pass works from here on. @returns whether there was one */
export function voidPass(user: User): boolean {
  if (user.account!.pass_until === 0) return false;
  user.updateAccount('pass_until = 0');
  return user.sql.changed('DELETE FROM passes');
}
