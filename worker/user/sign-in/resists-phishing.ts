import { because } from '../../../schema/api/reason.ts';
import type { SessionRow } from '../../../schema/user-tables.ts';
import { Refused } from '../../refused.ts';
import { methodsOf } from '../sessions/sessions.ts';
import { secondSteps } from './stage-of.ts';
import type { User } from '../user.ts';

/** Whether a session was opened with a passkey or security key, or the account has none that policy allows. */
export const resistsPhishing = (user: User, session: SessionRow): boolean =>
  !secondSteps(user).allowed.some(({ method }) => method === 'passkey') ||
  methodsOf(session).some((proof) => proof.startsWith('passkey'));

/**
 * Who administers adds and removes passkeys in a session that used one. With less, whoever phished a code would make
 * what administration asks for, or take it away.
 * @throws Refused level-too-low
 */
export function requirePasskeyOfAdmin(user: User, session: SessionRow): void {
  if (user.account!.role !== null && !resistsPhishing(user, session))
    throw new Refused('level-too-low', because('confirm-with-passkey'));
}
