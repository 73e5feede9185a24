import { append, nextSeq } from '../ledger.ts';
import { voidRecoveryCodes } from '../factors/recovery-codes.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';

/** No recovery code works any more. @returns whether there were any */
export function voidCodes(user: User, call: Call, actor: Actor): boolean {
  if (!voidRecoveryCodes(user, nextSeq(user))) return false;
  append(user, call, { type: 'recovery-codes.voided', method: 'recovery-code', detail: by(actor) });
  return true;
}
