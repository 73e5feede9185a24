import type { User } from './user.ts';

/** Keeps which groups D1 says that this person is in. Once is enough. */
export function noteGroups(user: User, groups: readonly string[]): void {
  const text = JSON.stringify([...groups].sort());
  if (!user.account?.email || user.account.groups === text) return;
  user.updateAccount('groups = ?', text);
}
