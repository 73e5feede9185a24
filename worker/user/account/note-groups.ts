import type { User } from '../user.ts';

/** Keeps which groups D1 says that this person is in. Once is enough. @returns whether it is news */
export function noteGroups(user: User, groups: readonly string[]): boolean {
  const text = JSON.stringify([...groups].sort());
  if (!user.account?.email || user.account.groups === text) return false;
  user.updateAccount('groups = ?', text);
  return true;
}
