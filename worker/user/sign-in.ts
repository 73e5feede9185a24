import type { Session } from '../../schema/api/session.ts';
import { Refused } from '../refused.ts';
import { checkPassword } from './check-password.ts';
import { loadDeviceNames } from './describe-device.ts';
import { twoStepOn } from './factor-rows.ts';
import { noteKnownDevice } from './known-devices.ts';
import { append } from './ledger.ts';
import { enterEnrollment } from './owed-enrollment.ts';
import { rememberLanguage } from './remember-language.ts';
import type { RememberedCookie, RememberedToken } from './remembered-devices.ts';
import { recognize } from './remembered-devices.ts';
import type { SessionToken } from './sessions.ts';
import { authenticate, elevate, newSessionId, openSession, sessionRow } from './sessions.ts';
import type { Call, User } from './user.ts';
import { sessionView } from './views.ts';

/** A session and the new secret of its cookie. */
export interface SignedIn {
  token: SessionToken;
  session: Session;
  remembered?: RememberedCookie;
}

/** What the browser brings along: its device cookie's secret, and its token if this account remembers it. */
export interface BrowserSecrets {
  device: string | null;
  remembered: RememberedToken | null;
}

/**
 * The first step. With a second factor enrolled it opens a session that can do one thing, answer a challenge;
 * a different one, with its own secret, is what the second step makes of it. On a remembered device it opens a
 * full one, of what was proven: the password.
 * @throws Refused wrong-credentials, too-many-tries: the same for a stand-in as for an account
 */
export async function signIn(
  user: User,
  call: Call,
  home: string,
  password: string,
  { device, remembered }: BrowserSecrets,
): Promise<SignedIn> {
  user.ensure(home);
  if (remembered) await loadDeviceNames();
  await checkPassword(user, call, { password, device, problem: 'wrong-credentials' });
  const opened = user.transaction(() => {
    // Locked between the comparison and here.
    if (user.account!.locked_at !== null) throw new Refused('wrong-credentials');
    const sessionId = newSessionId();
    const twoStep = twoStepOn(user);
    const { deviceId, cookie } =
      remembered && twoStep && user.account!.enroll === null
        ? recognize(user, call, remembered)
        : NOT_REMEMBERED;
    const { enroll } = user.account!;
    const half = enroll !== null || (twoStep && deviceId === null);
    const seq = half
      ? append(user, call, { type: 'sign-in.password-accepted', method: 'password', sessionId })
      : append(user, call, {
          type: 'sign-in.succeeded',
          method: 'password',
          sessionId,
          detail: { newDevice: noteKnownDevice(user, device), ...(deviceId && { remembered: true }) },
        });
    if (!half) rememberLanguage(user, call);
    const stage = half ? 'second-factor' : 'full';
    const session = openSession(user, call, stage, ['password'], seq, sessionId, deviceId);
    const whole = enroll === 'anew' && !twoStep;
    const token = whole
      ? enterEnrollment(user, sessionRow(user, sessionId)!, 'required', ['password'], seq)
      : session;
    return { token, remembered: cookie };
  });
  return { ...opened, session: sessionView(user, opened.token.id) };
}

const NOT_REMEMBERED = { deviceId: null, cookie: 'forget' } as const;

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
