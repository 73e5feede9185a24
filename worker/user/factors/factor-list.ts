import type { ChangeFactor, Factor, FactorList } from '../../../schema/api/factor.ts';
import { isSent } from '../../../schema/api/method.ts';
import type { FactorRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { Refused } from '../../refused.ts';
import { levelOf } from '../../policy/levels.ts';
import { activeFactor, activeFactors, isSecondStep, signsIn, twoStepOn } from './factor-rows.ts';
import { cancelRecoveries } from '../recovery/cancel-recoveries.ts';
import { append } from '../ledger.ts';
import { forgetRememberedDevices } from '../sessions/remembered-devices.ts';
import { recoveryMethods } from '../challenges/options.ts';
import { recoveryCodesState, voidRecoveryCodes } from './recovery-codes.ts';
import { requirePasskeyOfAdmin } from '../sign-in/resists-phishing.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate, endSessions, methodsOf, touch } from '../sessions/sessions.ts';
import { requirementOf, secondSteps } from '../sign-in/stage-of.ts';
import type { Call, User } from '../user.ts';
import { factorView } from '../views.ts';

/** All that protects the account. */
export function listFactors(user: User, token: SessionToken | null): FactorList {
  const session = authenticate(user, token, 'full', 'by-policy');
  touch(user, session);
  return factorList(user, session);
}

/** What policy lets be set up as a second step, best first. */
const offered = (user: User) =>
  !twoStepOn(user) && requirementOf(user).rule === 'off'
    ? []
    : user.policy.methods.filter((method) => isSecondStep(method) && (method !== 'push' || config.vapidKey));

const factorList = (user: User, session: SessionRow): FactorList => ({
  twoStep: twoStepOn(user),
  factors: [
    ...activeFactors(user).filter(({ method }) => method !== 'recovery-code' && !isSent(method)),
    ...recoveryMethods(user),
  ].map(factorView),
  offered: offered(user),
  rpId: config.rpId,
  recoveryCodes: recoveryCodesState(user, session),
  sms:
    user.policy.methods.includes('sms') || user.policy.recovery.includes('sms')
      ? {
          countries: config.smsCountries,
          country: /(?:^|, )([A-Z]{2})$/.exec(session.place ?? '')?.[1] ?? null,
          asFactor: user.policy.methods.includes('sms'),
        }
      : null,
});

/** A factor that its owner may rename or remove: not the password, not the set of codes. */
function ownFactor(user: User, id: string): FactorRow {
  const factor = activeFactor(user, id);
  if (!factor || factor.method === 'recovery-code') throw new Refused('not-found');
  if (factor.method === 'password') throw new Refused('method-not-available');
  return factor;
}

/**
 * Renames a factor, or makes it the recovery method that is offered first.
 * @throws Refused not-found, method-not-available, reauthentication-required
 */
export function changeFactor(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
  { name, preferred }: ChangeFactor,
): Factor {
  const session = authenticate(user, token, 'fresh');
  const { method, name: from } = ownFactor(user, id);
  if (preferred && !isSent(method)) throw new Refused('method-not-available');
  const about = { method, subject: name ?? from, sessionId: session.id };
  user.transaction(() => {
    if (name !== undefined) {
      const seq = append(user, call, { type: 'factor.renamed', ...about, detail: { from } });
      user.sql.all('UPDATE factors SET name = ?, seq = ? WHERE id = ?', name, seq, id);
    }
    if (preferred) {
      const seq = append(user, call, { type: 'factor.preferred', ...about });
      user.sql.all(
        `UPDATE factors SET preferred = (id = ?1), seq = ?2 WHERE state = 'active' AND preferred <> (id = ?1)`,
        id,
        seq,
      );
    }
  });
  return factorView(activeFactor(user, id)!);
}

/**
 * Removes a factor; its secret is gone with it. With the last second step two-step verification is off, and
 * the recovery codes are void. Every other session ends: what it was opened with may be what was removed.
 * @returns what remains
 * @throws Refused level-too-low; last-factor: policy requires a second step, and no usable one would be left (CHECKLIST H4)
 */
export function removeFactor(user: User, call: Call, token: SessionToken | null, id: string): FactorList {
  const session = authenticate(user, token, 'fresh');
  const factor = ownFactor(user, id);
  if (factor.method === 'passkey') requirePasskeyOfAdmin(user, session);
  user.transaction(() => {
    requireAnother(user, factor);
    user.sql.all(`UPDATE factors SET state = 'removed', sealed = NULL WHERE id = ?`, id);
    user.sql.all('UPDATE challenges SET closed_at = ? WHERE factor_id = ? AND closed_at IS NULL', now(), id);
    const twoStepOff = isSecondStep(factor.method) && !twoStepOn(user);
    const seq = append(user, call, {
      type: 'factor.removed',
      method: factor.method,
      subject: factor.name,
      sessionId: session.id,
      detail: { twoStepOff, ...(factor.address && { alsoTo: factor.address }) },
    });
    user.sql.all('UPDATE factors SET seq = ? WHERE id = ?', seq, id);
    forgetRememberedDevices(user, call, 'factors', { sessionId: session.id });
    if (twoStepOff && voidRecoveryCodes(user, seq)) {
      append(user, call, { type: 'recovery-codes.voided', method: 'recovery-code', sessionId: session.id });
    }
    if (isSecondStep(factor.method)) cancelRecoveries(user, call, 'change', session.id);
    else if (!signsIn(user, factor)) return;
    endSessions(user, seq, session.id);
    lowerLevel(user, session, factor, seq);
  });
  user.opened.delete(id);
  return factorList(user, session);
}

/** @throws Refused last-factor */
function requireAnother(user: User, { id, method }: FactorRow): void {
  if (!isSecondStep(method) || requirementOf(user).rule !== 'required') return;
  const usable = secondSteps(user).allowed.filter((factor) => factor.disabled_at === null);
  if (usable.length > 0 && usable.every((factor) => factor.id === id)) throw new Refused('last-factor');
}

/** What a session proved with a factor that is gone no longer counts, unless another of its kind remains. */
function lowerLevel(user: User, session: SessionRow, factor: FactorRow, seq: number): void {
  if (activeFactors(user, factor.method).length > 0) return;
  const gone = new Set<string>([factor.method, `${factor.method}-verified`]);
  const methods = methodsOf(session).filter((proof) => !gone.has(proof));
  user.sql.all(
    'UPDATE sessions SET methods = ?, level = ?, seq = ?, ended_at = ? WHERE id = ?',
    methods.join(' '),
    levelOf(methods),
    seq,
    // A session that nothing stands behind any more is over.
    methods.length === 0 ? now() : null,
    session.id,
  );
}
