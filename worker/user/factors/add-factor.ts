import type { Method } from '../../../schema/api/method.ts';
import type { Proof } from '../../policy/levels.ts';
import { Refused } from '../../refused.ts';
import { cancelRecoveries } from '../recovery/cancel-recoveries.ts';
import { completeRecovery } from '../recovery/carry-out-recovery.ts';
import { isSecondStep, requireRoom, twoStepOn } from './factor-rows.ts';
import { append } from '../ledger.ts';
import type { PendingCodes } from './recovery-codes.ts';
import { activatePendingCodes } from './recovery-codes.ts';
import { forgetRememberedDevices } from '../sessions/remembered-devices.ts';
import { requirePasskeyOfAdmin } from '../sign-in/resists-phishing.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate, elevate, endSessions, rotate } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';

export interface NewFactor {
  method: Method;
  name: string;
  /** What confirming it proved; null: nothing, as when the browser did it on its own. */
  proof: Proof | null;
  /** The session's pending recovery codes, taken out ahead; null where two-step verification was on. */
  codes: PendingCodes | null;
  insert: (seq: number) => void;
}

/**
 * Adds a confirmed factor, in the transaction that spent its challenge. The first second step also makes the
 * pending recovery codes live, and ends every session that was opened without it. In a session of account
 * recovery it completes that.
 * @returns the session's new secret
 * @throws Refused recovery-codes-required, factor-limit, reauthentication-required, level-too-low
 */
export function addFactor(
  user: User,
  call: Call,
  token: SessionToken | null,
  factor: NewFactor,
): SessionToken {
  const session = authenticate(user, token, 'fresh', true);
  if (session.stage === 'recovery') return completeRecovery(user, call, session, factor);
  if (factor.method === 'passkey') requirePasskeyOfAdmin(user, session);
  requireRoom(user, factor.method);
  const secondStep = isSecondStep(factor.method);
  const first = secondStep && !twoStepOn(user);
  const about = { method: factor.method, subject: factor.name, sessionId: session.id };
  const seq = append(user, call, { type: 'factor.added', ...about });
  factor.insert(seq);
  forgetRememberedDevices(user, call, 'factors', { sessionId: session.id });
  if (!secondStep) return rotate(user, session, seq);
  cancelRecoveries(user, call, 'change', session.id);
  if (first) {
    if (!factor.codes) throw new Refused('recovery-codes-required');
    activatePendingCodes(user, session, factor.codes, seq);
    endSessions(user, seq, session.id);
    user.updateAccount('skips_used = 0');
  }
  return factor.proof ? elevate(user, session, factor.proof, seq) : rotate(user, session, seq);
}
