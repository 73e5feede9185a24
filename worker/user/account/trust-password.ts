import type { User } from '../user.ts';

/**
 * A sign-in with the password was finished by a second step: whoever set that password, its owner uses it. From
 * here on it is a proof of its own again, and no more than the mailbox that reset it before (docs/recovery.md).
 */
export function trustPassword(user: User): void {
  if (user.account!.password_reset_at !== null) user.updateAccount('password_reset_at = NULL');
}
