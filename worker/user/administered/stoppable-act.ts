import type { StoppableAct } from '../../../schema/api/session.ts';
import { now } from '../../clock.ts';
import { undecided } from './pending-act-rows.ts';
import type { User } from '../user.ts';

/** What an administrator is about to do, or let in, that its owner can still stop: the gravest. */
export function stoppableAct(user: User): StoppableAct | null {
  const acts = undecided(user);
  const act = acts.find(({ type }) => type === 'reset') ?? acts[0];
  if (act) {
    const readyAt = act.ready_at === null ? null : new Date(act.ready_at).toISOString();
    return { type: act.type, waitsFor: readyAt === null ? 'agreement' : 'time', readyAt };
  }
  return user.account!.pass_until > now() ? { type: 'issue-pass', waitsFor: 'pass', readyAt: null } : null;
}
