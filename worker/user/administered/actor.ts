import type { Role } from '../../../schema/api/role.ts';

/** The administrator who acts: he and his reason go into the ledger of the account that he acts on. */
export interface Actor {
  id: string;
  role: Role;
  reason: string;
}

/** What an event keeps of who did it, beside what was done: a part of `append`'s detail. */
export const by = ({ id, role, reason }: Actor) => ({ actor: id, actorRole: role, reason });
