import { because } from '../../../schema/api/reason.ts';
import { Refused } from '../../refused.ts';
import { activeFactor, activeFactors, isSecondStep, signsIn } from '../factors/factor-rows.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import type { Actor } from './actor.ts';
import { by } from './actor.ts';
import { dropFactor } from './drop-factor.ts';
import { endEverything } from './end-everything.ts';

/**
 * Takes away a factor that was lost or is somebody else's. Never the last second step: the password alone must not
 * become enough. What was opened with a factor ends with it.
 * @throws Refused not-found, method-not-available, last-second-step
 */
export function removeOneFactor(user: User, call: Call, actor: Actor, id: string): true {
  const factor = activeFactor(user, id);
  if (!factor || factor.method === 'recovery-code') throw new Refused('not-found');
  if (factor.method === 'password') throw new Refused('method-not-available');
  const secondStep = isSecondStep(factor.method);
  if (secondStep && activeFactors(user).filter(({ method }) => isSecondStep(method)).length === 1)
    throw new Refused('last-second-step', because('reset-or-pass'));
  const seq = append(user, call, {
    type: 'factor.removed',
    method: factor.method,
    subject: factor.name,
    detail: { ...by(actor), twoStepOff: false, ...(factor.address && { alsoTo: factor.address }) },
  });
  dropFactor(user, factor, seq);
  if (secondStep || signsIn(user, factor)) endEverything(user, call, seq);
  return true;
}
