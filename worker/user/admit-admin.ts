import type { Need, SessionToken } from './sessions.ts';
import { authenticate, methodsOf, touch } from './sessions.ts';
import { secondSteps } from './stage-of.ts';
import type { User } from './user.ts';

/** What a session is worth to an administrator's route. */
export interface AdmittedSession {
  userId: string;
  email: string;
  sessionId: string;
  level: number;
  /** It was opened with a passkey or security key, or the account has none that policy allows. */
  resistsPhishing: boolean;
}

/** @throws Refused as `authenticate` */
export function admitAdmin(user: User, token: SessionToken | null, need: Need): AdmittedSession {
  const session = authenticate(user, token, need);
  touch(user, session);
  const hasPasskey = secondSteps(user).allowed.some(({ method }) => method === 'passkey');
  return {
    userId: user.id,
    email: user.account!.email!,
    sessionId: session.id,
    level: session.level,
    resistsPhishing: !hasPasskey || methodsOf(session).some((proof) => proof.startsWith('passkey')),
  };
}
