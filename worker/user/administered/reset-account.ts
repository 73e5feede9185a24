import { activeFactors, isSecondStep } from '../factors/factor-rows.ts';
import { forgetKnownDevices } from '../sign-in/known-devices.ts';
import { append } from '../ledger.ts';
import { voidRecoveryCodes } from '../factors/recovery-codes.ts';
import { endRecovery, openRecoveries } from '../recovery/recovery-rows.ts';
import type { Call, User } from '../user.ts';
import { voidPass } from '../sign-in/void-pass.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';
import { dropFactor } from './drop-factor.ts';
import { endEverything } from './end-everything.ts';

/**
 * Takes every second step and recovery code away, and ends all that was opened with them. The password does not become
 * enough by it: an account that had a second step opens to the password and a pass, or by a recovery, and then only
 * to set up a new one. Recovery methods stay: they are where the notices go.
 * @param approvedBy the second administrator
 */
export function resetAccount(user: User, call: Call, actor: Actor, approvedBy?: string): true {
  const gone = activeFactors(user).filter(({ method }) => isSecondStep(method));
  const removed = JSON.stringify(gone.map(({ name }) => name));
  const detail = { ...by(actor), removed, ...(approvedBy && { approvedBy }) };
  const reset = append(user, call, { type: 'account.reset', detail });
  for (const factor of gone) {
    const { method, name } = factor;
    const within = { ...by(actor), within: 'reset', twoStepOff: false };
    dropFactor(
      user,
      factor,
      append(user, call, { type: 'factor.removed', method, subject: name, detail: within }),
    );
  }
  voidRecoveryCodes(user, reset);
  voidPass(user);
  for (const { id } of openRecoveries(user)) endRecovery(user, id, 'left', reset);
  endEverything(user, call, reset);
  forgetKnownDevices(user);
  if (gone.length > 0) user.updateAccount(`enroll = 'with-pass'`);
  return true;
}
