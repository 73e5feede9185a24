import type { ActOutcome, PersonAct } from '../../../schema/api/administered.ts';
import type { Role } from '../../../schema/api/role.ts';
import { Refused } from '../../refused.ts';
import { noteGroups } from '../account/note-groups.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { closeHelp } from './close-help.ts';
import { decideAct, takePass } from './decide-act.ts';
import { endAllSessions } from './end-all-sessions.ts';
import { graveAct } from './grave-act.ts';
import { noteRole } from './note-role.ts';
import { removeOneFactor } from './remove-one-factor.ts';
import { requireEnrollment } from './require-enrollment.ts';
import { unlockFactors } from './unlock-factors.ts';
import { voidCodes } from './void-codes.ts';

type WithoutReason<A> = A extends unknown ? Omit<A, 'reason'> : never;

/** What an administrator does to an account. Each is decided in the file of its name. */
export type Act =
  | WithoutReason<PersonAct>
  | { type: 'note-role'; role: Role | null }
  | { type: 'note-groups'; groups: string[] }
  | { type: 'close-help'; helpRequest: string; answer: 'answered' | 'refused' }
  | { type: 'approve' | 'refuse' | 'take-pass'; pendingAct: string };

const outcome = (done: boolean): ActOutcome => ({ outcome: done ? 'done' : 'nothing', pass: null });

/**
 * Decides an administrator's act on this account, in one transaction with its event and the closing of the request
 * for help that it answers. Whether he may was checked before (worker/http/may.ts, person-to-act-on.ts).
 * @throws Refused not-found where there is no such account, and what each act throws
 */
export function administer(user: User, call: Call, actor: Actor, act: Act): ActOutcome {
  if (!user.account?.email) throw new Refused('not-found');
  return user.transaction(() => {
    const done = decide(user, call, actor, act);
    if (done.outcome === 'done' && act.type !== 'close-help' && 'helpRequest' in act && act.helpRequest)
      closeHelp(user, call, actor, act.helpRequest, 'acted');
    return done;
  });
}

function decide(user: User, call: Call, actor: Actor, act: Act): ActOutcome {
  switch (act.type) {
    case 'note-role':
      return outcome(noteRole(user, call, actor, act.role));
    case 'remove-factor':
      return outcome(removeOneFactor(user, call, actor, act.factorId));
    case 'reset':
    case 'issue-pass':
      return graveAct(user, call, actor, act);
    case 'require-enrollment':
      return outcome(requireEnrollment(user, call, actor));
    case 'void-recovery-codes':
      return outcome(voidCodes(user, call, actor));
    case 'end-sessions':
      return outcome(endAllSessions(user, call, actor));
    case 'unlock':
      return outcome(unlockFactors(user, call, actor));
    case 'close-help':
      return outcome(closeHelp(user, call, actor, act.helpRequest, act.answer));
    case 'approve':
    case 'refuse':
      return decideAct(user, call, actor, act.pendingAct, act.type);
    case 'take-pass':
      return takePass(user, call, actor, act.pendingAct);
    case 'note-groups':
      return outcome(noteGroups(user, act.groups));
  }
}
