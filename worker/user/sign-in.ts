import type { Session } from '../../schema/api/session.ts';
import { checkPassword, rememberDevice } from './check-password.ts';
import { twoStepOn } from './factor-rows.ts';
import { append } from './ledger.ts';
import { rememberLanguage } from './remember-language.ts';
import type { SessionToken } from './sessions.ts';
import { authenticate, elevate, newSessionId, openSession } from './sessions.ts';
import type { Call, User } from './user.ts';
import { sessionView } from './views.ts';

/** A session and the new secret of its cookie. */
export interface SignedIn {
  token: SessionToken;
  session: Session;
}

/**
 * The first step. With a second factor enrolled it opens a session that can do one thing, answer a challenge;
 * a different one, with its own secret, is what the second step makes of it.
 * @throws Refused wrong-credentials, too-many-tries: the same for a stand-in as for an account
 */
export async function signIn(
  user: User,
  call: Call,
  home: string,
  password: string,
  device: string | null,
): Promise<SignedIn> {
  user.ensure(home);
  await checkPassword(user, call, { password, device, problem: 'wrong-credentials' });
  const token = user.transaction(() => {
    const sessionId = newSessionId();
    const half = twoStepOn(user);
    const type = half ? 'sign-in.password-accepted' : 'sign-in.succeeded';
    const seq = append(user, call, { type, method: 'password', sessionId });
    if (!half) {
      rememberDevice(user, device);
      rememberLanguage(user, call);
    }
    return openSession(user, call, half ? 'second-factor' : 'full', ['password'], seq, sessionId);
  });
  return { token, session: sessionView(user, token.id) };
}

/**
 * Proves the password again. It raises no level by itself.
 * @throws Refused wrong-password, too-many-tries
 */
export async function reauthenticate(
  user: User,
  call: Call,
  from: SessionToken | null,
  password: string,
  device: string | null,
): Promise<SignedIn> {
  const session = authenticate(user, from, 'full');
  await checkPassword(user, call, { password, device, sessionId: session.id, problem: 'wrong-password' });
  const current = authenticate(user, from, 'full');
  const token = user.transaction(() => {
    const seq = append(user, call, {
      type: 'session.reauthenticated',
      method: 'password',
      sessionId: current.id,
    });
    return elevate(user, current, 'password', seq);
  });
  return { token, session: sessionView(user, token.id) };
}
