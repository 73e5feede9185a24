import type { Method } from '../../schema/api/method.ts';
import type { Proof } from '../policy/levels.ts';
import { FACTORS_PER_METHOD } from '../policy/limits.ts';
import { Refused } from '../refused.ts';
import { activeFactors, isSecondStep, twoStepOn } from './factor-rows.ts';
import { append } from './ledger.ts';
import type { PendingCodes } from './recovery-codes.ts';
import { activatePendingCodes } from './recovery-codes.ts';
import { forgetRememberedDevices } from './remembered-devices.ts';
import type { SessionToken } from './sessions.ts';
import { authenticate, elevate, endSessions, rotate } from './sessions.ts';
import type { Call, User } from './user.ts';

export interface NewFactor {
  method: Method;
  name: string;
  /** What confirming it proved; null: nothing, as when the browser did it on its own. */
  proof: Proof | null;
  /** The session's pending recovery codes, taken out ahead; null where two-step verification was on. */
  codes: PendingCodes | null;
  insert: (seq: number) => void;
}

/** @throws Refused factor-limit */
export function requireRoom(user: User, method: Method): void {
  if (activeFactors(user, method).length >= FACTORS_PER_METHOD[method]) throw new Refused('factor-limit');
}

/**
 * Adds a confirmed factor, in the transaction that spent its challenge. The first second step also makes the
 * pending recovery codes live, and ends every session that was opened without it.
 * @returns the session's new secret
 * @throws Refused recovery-codes-required, factor-limit, reauthentication-required
 */
export function addFactor(
  user: User,
  call: Call,
  token: SessionToken | null,
  factor: NewFactor,
): SessionToken {
  const session = authenticate(user, token, 'fresh');
  requireRoom(user, factor.method);
  const secondStep = isSecondStep(factor.method);
  const first = secondStep && !twoStepOn(user);
  const about = { method: factor.method, subject: factor.name, sessionId: session.id };
  const seq = append(user, call, { type: 'factor.added', ...about });
  factor.insert(seq);
  forgetRememberedDevices(user, call, 'factors', { sessionId: session.id });
  if (!secondStep) return rotate(user, session, seq);
  if (first) {
    if (!factor.codes) throw new Refused('recovery-codes-required');
    activatePendingCodes(user, session, factor.codes, seq);
    endSessions(user, seq, session.id);
  }
  return factor.proof ? elevate(user, session, factor.proof, seq) : rotate(user, session, seq);
}
