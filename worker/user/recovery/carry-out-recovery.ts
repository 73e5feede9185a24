import type { AccountRecovery } from '../../../schema/api/recovery.ts';
import type { FactorRow, RecoveryRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { Refused } from '../../refused.ts';
import { voidPass } from '../sign-in/void-pass.ts';
import { activeFactors, isSecondStep, requireRoom } from '../factors/factor-rows.ts';
import { append } from '../ledger.ts';
import type { PendingCodes } from '../factors/recovery-codes.ts';
import { activatePendingCodes, voidRecoveryCodes } from '../factors/recovery-codes.ts';
import { endRecovery, openRecoveries, openRecovery } from './recovery-rows.ts';
import { leaveRecovery } from './recovery-sessions.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate, endSessions } from '../sessions/sessions.ts';
import type { NewFactor } from '../factors/add-factor.ts';
import { forgetKnownDevices } from '../sign-in/known-devices.ts';
import { forgetRememberedDevices } from '../sessions/remembered-devices.ts';
import type { Call, User } from '../user.ts';
import { factorView, recoveryView } from '../views.ts';

/** The recovery that a session carries out. @throws Refused recovery-over */
function recoveryOf(user: User, session: SessionRow): RecoveryRow {
  const recovery = openRecovery(user, session.recovery_id);
  if (!recovery || now() < recovery.ready_at) throw new Refused('recovery-over');
  return recovery;
}

/** @throws Refused not-signed-in, second-factor-required, recovery-over */
function sessionOfRecovery(user: User, token: SessionToken | null): SessionRow {
  const session = authenticate(user, token, 'full', true);
  if (session.stage !== 'recovery') throw new Refused('recovery-over');
  return session;
}

const secondSteps = (user: User) => activeFactors(user).filter(({ method }) => isSecondStep(method));

/** The second steps that go when the new one is confirmed: what was chosen; before anything was, all. */
export function lostFactors(user: User, session: SessionRow): FactorRow[] {
  const { lost } = recoveryOf(user, session);
  const ids = lost === null ? null : new Set(JSON.parse(lost) as string[]);
  return secondSteps(user).filter(({ id }) => ids === null || ids.has(id));
}

const view = (user: User, session: SessionRow): AccountRecovery => ({
  recovery: recoveryView(recoveryOf(user, session)),
  factors: secondSteps(user).map(factorView),
  lost: lostFactors(user, session).map(({ id }) => id),
});

/** What the session is about. @throws Refused recovery-over */
export const readRecovery = (user: User, token: SessionToken | null): AccountRecovery =>
  view(user, sessionOfRecovery(user, token));

/**
 * Says which second steps are lost. Nothing is removed before a new one is confirmed.
 * @throws Refused not-found; method-not-available: an administrator wants all of them replaced
 */
export function chooseLost(user: User, token: SessionToken | null, lost: string[]): AccountRecovery {
  const session = sessionOfRecovery(user, token);
  const recovery = recoveryOf(user, session);
  if (recovery.path === 'required') throw new Refused('method-not-available');
  const known = new Set(secondSteps(user).map(({ id }) => id));
  if (lost.some((id) => !known.has(id))) throw new Refused('not-found');
  user.sql.all('UPDATE recoveries SET lost = ? WHERE id = ?', JSON.stringify(lost), recovery.id);
  return view(user, session);
}

/**
 * Completes the recovery of this session, in the transaction that spent the new factor's challenge: what was
 * lost goes, the new second step and its codes come, everything that was signed in or remembered ends. The
 * session itself is one again that owes its second step: the new one is proven by using it.
 * @throws Refused recovery-over, recovery-codes-required
 */
export function completeRecovery(
  user: User,
  call: Call,
  session: SessionRow,
  factor: NewFactor,
): SessionToken {
  const recovery = recoveryOf(user, session);
  if (!isSecondStep(factor.method)) throw new Refused('method-not-available');
  if (!factor.codes) throw new Refused('recovery-codes-required');
  const lost = lostFactors(user, session);
  const about = { method: factor.method, subject: factor.name, sessionId: session.id };
  const seq = append(user, call, { type: 'factor.added', ...about, detail: { within: 'recovery' } });
  for (const row of lost) remove(user, call, session, row);
  requireRoom(user, factor.method);
  factor.insert(seq);
  activateCodes(user, call, session, factor.codes);
  const done = append(user, call, {
    type: 'account.recovery-completed',
    ...about,
    detail: { recovery: recovery.id, removed: JSON.stringify(lost.map(({ name }) => name)) },
  });
  endSessions(user, done, session.id);
  forgetKnownDevices(user);
  forgetRememberedDevices(user, call, 'factors', { sessionId: session.id });
  user.updateAccount('enroll = NULL');
  voidPass(user);
  const token = leaveRecovery(user, session, done);
  for (const { id } of openRecoveries(user))
    endRecovery(user, id, id === recovery.id ? 'completed' : 'left', done);
  return token;
}

function remove(user: User, call: Call, session: SessionRow, { id, method, name }: FactorRow): void {
  const seq = append(user, call, {
    type: 'factor.removed',
    method,
    subject: name,
    sessionId: session.id,
    detail: { twoStepOff: false, within: 'recovery' },
  });
  user.sql.all(`UPDATE factors SET state = 'removed', sealed = NULL, seq = ? WHERE id = ?`, seq, id);
  user.sql.all('UPDATE challenges SET closed_at = ? WHERE factor_id = ? AND closed_at IS NULL', now(), id);
  user.opened.delete(id);
}

function activateCodes(user: User, call: Call, session: SessionRow, codes: PendingCodes): void {
  const seq = append(user, call, {
    type: 'recovery-codes.generated',
    method: 'recovery-code',
    sessionId: session.id,
    detail: { within: 'recovery' },
  });
  voidRecoveryCodes(user, seq);
  activatePendingCodes(user, session, codes, seq);
}
