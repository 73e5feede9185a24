import { resistsPhishing } from './resists-phishing.ts';
import type { Need, SessionToken } from '../sessions/sessions.ts';
import { authenticate, touch } from '../sessions/sessions.ts';
import type { User } from '../user.ts';

/** What a session is worth to an administrator's route. */
export interface AdmittedSession {
  userId: string;
  email: string;
  sessionId: string;
  level: number;
  /** As resists-phishing.ts says. */
  resistsPhishing: boolean;
}

/** @throws Refused as `authenticate` */
export function admitAdmin(user: User, token: SessionToken | null, need: Need): AdmittedSession {
  const session = authenticate(user, token, need);
  touch(user, session);
  return {
    userId: user.id,
    email: user.account!.email!,
    sessionId: session.id,
    level: session.level,
    resistsPhishing: resistsPhishing(user, session),
  };
}
