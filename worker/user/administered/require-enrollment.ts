import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';
import { endEverything } from './end-everything.ts';

/**
 * From the next sign-in on, which asks for all that it asked for before, nothing opens but setting up a new second
 * step in the place of those that there are. @returns whether it was not so already
 */
export function requireEnrollment(user: User, call: Call, actor: Actor): boolean {
  if (user.account!.enroll !== null) return false;
  const seq = append(user, call, { type: 'account.enrollment-required', detail: by(actor) });
  user.updateAccount(`enroll = 'anew'`);
  endEverything(user, call, seq);
  return true;
}
