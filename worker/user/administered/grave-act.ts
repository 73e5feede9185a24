import type { ActOutcome, IssuedPass, PersonAct } from '../../../schema/api/administered.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { randomId } from '../../crypto/random.ts';
import { PENDING_ACT_MS } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';
import { issuePass } from './issue-pass.ts';
import { undecided } from './pending-act-rows.ts';
import { resetAccount } from './reset-account.ts';

type Grave =
  | Pick<Extract<PersonAct, { type: 'reset' }>, 'type' | 'helpRequest'>
  | Pick<Extract<PersonAct, { type: 'issue-pass' }>, 'type' | 'helpRequest' | 'hours' | 'uses'>;

const done = (pass: IssuedPass | null): ActOutcome => ({ outcome: 'done', pass });

/**
 * A reset or a pass, as policy says: at once; when another administrator agrees; or after a time in which its
 * owner can stop it. A pass that is delayed is made now and works then.
 * @throws Refused act-waits, method-not-available
 */
export function graveAct(user: User, call: Call, actor: Actor, act: Grave): ActOutcome {
  const { adminReset } = user.policy;
  const { recoveryDelayMs } = config;
  const delayed = adminReset === 'delay';
  if (act.type === 'issue-pass' && adminReset !== 'second-admin')
    return done(issuePass(user, call, actor, act, delayed ? recoveryDelayMs : 0));
  if (adminReset === 'direct') {
    resetAccount(user, call, actor);
    return done(null);
  }
  ask(user, call, actor, act, delayed ? now() + recoveryDelayMs : null);
  return { outcome: 'waiting', pass: null };
}

function ask(user: User, call: Call, actor: Actor, act: Grave, readyAt: number | null): void {
  if (undecided(user).some(({ type }) => type === act.type)) throw new Refused('act-waits');
  const id = randomId();
  const detail = { ...by(actor), act: id, type: act.type, readyAt };
  const seq = append(user, call, { type: 'account.act-asked', detail });
  const { hours = null, uses = null } = act.type === 'issue-pass' ? act : {};
  user.sql.all(
    `INSERT INTO pending_acts (id, type, hours, uses, help_request, reason, asked_by, asked_role, asked_at, ready_at,
       expires_at, state, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)`,
    id,
    act.type,
    hours,
    uses,
    act.helpRequest ?? null,
    actor.reason,
    actor.id,
    actor.role,
    now(),
    readyAt,
    (readyAt ?? now()) + PENDING_ACT_MS,
    seq,
  );
  user.updateAccount('acts_wait = 1');
}
