import type { ActOutcome } from '../../../schema/api/administered.ts';
import type { PendingActRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { Refused } from '../../refused.ts';
import { append, nextSeq } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';
import { closeHelp } from './close-help.ts';
import { issuePass } from './issue-pass.ts';
import { askerOf, pendingAct, settle } from './pending-act-rows.ts';
import { resetAccount } from './reset-account.ts';

const DONE: ActOutcome = { outcome: 'done', pass: null };

/** @throws Refused act-over */
function openAct(user: User, id: string, ...states: PendingActRow['state'][]): PendingActRow {
  const act = pendingAct(user, id);
  if (!act || !states.includes(act.state) || now() >= act.expires_at) throw new Refused('act-over');
  return act;
}

/**
 * A second administrator agrees, or anybody of them stops it, in one commit with what comes of it. Who asked can only
 * take it back. A reset happens then and there; a pass is for who asked to take.
 * @throws Refused act-over, not-permitted: one's own
 */
export function decideAct(
  user: User,
  call: Call,
  actor: Actor,
  id: string,
  decision: 'approve' | 'refuse',
): ActOutcome {
  if (decision === 'refuse') return refuse(user, call, actor, openAct(user, id, 'waiting', 'approved'));
  const act = openAct(user, id, 'waiting');
  if (act.ready_at !== null) throw new Refused('act-over');
  if (act.asked_by === actor.id) throw new Refused('not-permitted');
  if (act.type === 'issue-pass') {
    const detail = { ...by(actor), act: id, type: act.type, outcome: 'approved' };
    settle(user, act, 'approved', actor.id, append(user, call, { type: 'account.act-ended', detail }));
    return DONE;
  }
  carryOutReset(user, call, act, actor.id);
  return DONE;
}

/** The reset that was asked for, and what it answers. */
export function carryOutReset(user: User, call: Call, act: PendingActRow, approvedBy: string | null): void {
  const asker = askerOf(act);
  settle(user, act, 'done', approvedBy, nextSeq(user));
  resetAccount(user, call, asker, approvedBy ?? undefined);
  if (act.help_request) closeHelp(user, call, asker, act.help_request, 'acted');
}

function refuse(user: User, call: Call, actor: Actor, act: PendingActRow): ActOutcome {
  const outcome = act.asked_by === actor.id ? 'withdrawn' : 'refused';
  const detail = { ...by(actor), act: act.id, type: act.type, outcome };
  settle(user, act, outcome, actor.id, append(user, call, { type: 'account.act-ended', detail }));
  return DONE;
}

/** Who asked for a pass, and was agreed with, gets it: once. @throws Refused act-over, not-permitted */
export function takePass(user: User, call: Call, actor: Actor, id: string): ActOutcome {
  const act = openAct(user, id, 'approved');
  if (act.asked_by !== actor.id) throw new Refused('not-permitted');
  const asker = askerOf(act);
  const wish = { hours: act.hours!, uses: act.uses! };
  settle(user, act, 'done', null, nextSeq(user));
  const pass = issuePass(user, call, asker, wish, 0, act.decided_by ?? undefined);
  if (act.help_request) closeHelp(user, call, asker, act.help_request, 'acted');
  return { outcome: 'done', pass };
}
