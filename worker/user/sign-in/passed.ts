import type { ChallengePurpose } from '../../../schema/challenge-purpose.ts';
import type { SessionRow } from '../../../schema/user-tables.ts';
import type { Proof } from '../../policy/levels.ts';
import { isSecondStep } from '../factors/factor-rows.ts';
import { noteKnownDevice } from './known-devices.ts';
import type { NewEvent } from '../ledger.ts';
import { append } from '../ledger.ts';
import { enterEnrollment } from './owed-enrollment.ts';
import { codesLeft } from '../factors/recovery-codes.ts';
import { rememberLanguage } from '../account/remember-language.ts';
import { rememberDevice } from '../sessions/remembered-devices.ts';
import { elevate, methodsOf } from '../sessions/sessions.ts';
import type { BrowserSecrets, SignedIn } from './sign-in.ts';
import { trustPassword } from '../account/trust-password.ts';
import type { Call, User } from '../user.ts';

/** What the browser that answers brings along, and whether it is to be remembered. */
export interface ChallengedBrowser extends BrowserSecrets {
  remember: boolean;
}

/** What a right answer brings about: the event, the raised session, and a remembered device where it is wished. */
export function passed(
  user: User,
  call: Call,
  session: SessionRow,
  { purpose, about, proof }: { purpose: ChallengePurpose; about: Omit<NewEvent, 'type'>; proof: Proof },
  { device, remembered, remember }: ChallengedBrowser,
): Pick<SignedIn, 'token' | 'remembered'> {
  const signsIn = purpose === 'sign-in';
  const newDevice = signsIn && noteKnownDevice(user, device);
  if (signsIn) rememberLanguage(user, call);
  if (signsIn && isSecondStep(about.method!)) trustPassword(user);
  const seq = append(user, call, provenBy(user, purpose, about, newDevice));
  if (signsIn && user.account!.enroll)
    return { token: enterEnrollment(user, session, 'required', [...methodsOf(session), proof], seq) };
  const token = elevate(user, session, proof, seq);
  // Only what can be asked again may be skipped: not after a recovery code.
  const wished = remember && signsIn && user.policy.rememberDeviceDays > 0;
  if (!wished || !isSecondStep(about.method!)) return { token };
  return { token, remembered: rememberDevice(user, call, session.id, remembered) };
}

function provenBy(
  user: User,
  purpose: ChallengePurpose,
  about: Omit<NewEvent, 'type'>,
  newDevice: boolean,
): NewEvent {
  if (about.method === 'recovery-code') {
    return { type: 'recovery-code.used', ...about, detail: { left: codesLeft(user) } };
  }
  if (purpose !== 'sign-in') return { type: 'session.reauthenticated', ...about };
  return { type: 'sign-in.succeeded', ...about, detail: { newDevice } };
}
