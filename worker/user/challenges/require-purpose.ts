import type { Purpose } from '../../../schema/api/challenge.ts';
import type { SessionRow } from '../../../schema/user-tables.ts';
import { Refused } from '../../refused.ts';

/** A half session finishes signing in and nothing else; a full one re-authenticates and nothing else. */
export function requirePurpose(session: SessionRow, purpose: Purpose): void {
  if (session.stage === 'recovery') throw new Refused('recovery-session');
  if (session.stage === 'full' && purpose === 'sign-in') throw new Refused('already-signed-in');
  if (session.stage !== 'full' && purpose !== 'sign-in') throw new Refused('second-factor-required');
}
