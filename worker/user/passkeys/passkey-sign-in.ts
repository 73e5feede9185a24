import type { AssertionCredential } from '../../../schema/api/passkey.ts';
import type { ProblemCode } from '../../../schema/api/problem.ts';
import { noteKnownDevice } from '../sign-in/known-devices.ts';
import { append } from '../ledger.ts';
import { placeOf } from '../sign-in/refuse-elsewhere.ts';
import { rememberLanguage } from '../account/remember-language.ts';
import { enterEnrollment } from '../sign-in/owed-enrollment.ts';
import { ruleSignIn } from '../sign-in/rule-sign-in.ts';
import { newSessionId, openSession, sessionRow } from '../sessions/sessions.ts';
import type { SignedIn } from '../sign-in/sign-in.ts';
import { usePasskey } from './use-passkey.ts';
import type { Call, User } from '../user.ts';
import { sessionView } from '../views.ts';

/**
 * Signs in with a passkey alone: the device checked the person, so it is two factors of different categories
 * and no second step follows. The challenge was taken from its own object before this is called.
 * @throws Refused passkey-…, not-from-here, method-not-available
 */
export async function signInWithPasskey(
  user: User,
  call: Call,
  challenge: string,
  credential: AssertionCredential,
  device: string | null,
): Promise<SignedIn> {
  const sessionId = newSessionId();
  const use = {
    challenge,
    credential,
    requireUserVerification: true,
    listed: null,
    sessionId: undefined,
    unwelcome: () => unwelcome(user, call),
  };
  const token = await usePasskey(user, call, use, (factor, proof) => {
    const seq = append(user, call, {
      type: 'sign-in.succeeded',
      method: 'passkey',
      subject: factor.name,
      sessionId,
      detail: { newDevice: noteKnownDevice(user, device) },
    });
    rememberLanguage(user, call);
    if (!user.account!.enroll) return openSession(user, call, 'full', [proof], seq, sessionId);
    openSession(user, call, 'second-factor', [proof], seq, sessionId);
    return enterEnrollment(user, sessionRow(user, sessionId)!, 'required', [proof], seq);
  });
  return { token, session: sessionView(user, token.id) };
}

/** Why policy does not let a passkey sign in from there. One that is all that its owner has gets him to set up another. */
function unwelcome(user: User, call: Call): ProblemCode | null {
  const { refusedBy, allowed } = ruleSignIn(user, placeOf(call));
  if (refusedBy) return 'not-from-here';
  return allowed && !user.policy.methods.includes('passkey') ? 'method-not-available' : null;
}
