import type { SessionRow } from '../../../schema/user-tables.ts';
import type { Proof } from '../../policy/levels.ts';
import { endRecovery, insertRecovery, openRecoveries } from '../recovery/recovery-rows.ts';
import { enterRecovery } from '../recovery/recovery-sessions.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import type { User } from '../user.ts';

/**
 * A session that proved all that its sign-in asks for, or a pass beside the password, may only set up a new second
 * step: as long as an administrator wants one. An earlier one that was left open is over.
 * @param methods what was proven
 */
export function enterEnrollment(
  user: User,
  session: SessionRow,
  path: 'required' | 'pass',
  methods: Proof[],
  seq: number,
  id?: string,
): SessionToken {
  for (const before of openRecoveries(user))
    if (before.path === 'required' || before.path === 'pass') endRecovery(user, before.id, 'left', seq);
  const recovery = insertRecovery(user, path, seq, id);
  return enterRecovery(user, session, recovery.id, methods, seq);
}
