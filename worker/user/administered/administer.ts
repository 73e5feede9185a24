import type { Role } from '../../../schema/api/role.ts';
import { noteGroups } from '../note-groups.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { noteRole } from './note-role.ts';

/** What an administrator does to an account. Each is decided in the file of its name. */
export type Act = { type: 'note-role'; role: Role | null } | { type: 'note-groups'; groups: string[] };

/** Decides an administrator's act on this account: whether he may was checked before (worker/http/may.ts). */
export function administer(user: User, call: Call, actor: Actor, act: Act): void {
  switch (act.type) {
    case 'note-role':
      return noteRole(user, call, actor, act.role);
    case 'note-groups':
      return noteGroups(user, act.groups);
  }
}
