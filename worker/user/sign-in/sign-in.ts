import type { Session } from '../../../schema/api/session.ts';
import { Refused } from '../../refused.ts';
import { checkPassword } from '../account/check-password.ts';
import { loadDeviceNames } from './describe-device.ts';
import { noteKnownDevice } from './known-devices.ts';
import { append } from '../ledger.ts';
import { enterEnrollment } from './owed-enrollment.ts';
import { noteGroups } from '../account/note-groups.ts';
import { placeOf, refuseElsewhere } from './refuse-elsewhere.ts';
import { rememberLanguage } from '../account/remember-language.ts';
import type { RememberedCookie, RememberedToken } from '../sessions/remembered-devices.ts';
import { recognize } from '../sessions/remembered-devices.ts';
import { ruleSignIn, takeDemand, type Ruling } from './rule-sign-in.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate, elevate, newSessionId, openSession, sessionRow } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';
import { sessionView } from '../views.ts';

/** A session and the new secret of its cookie. */
export interface SignedIn {
  token: SessionToken;
  session: Session;
  remembered?: RememberedCookie;
}

/** What D1 says of the account, read with the look-up of the address; null where there is none. */
export type Groups = readonly string[] | null;

/** What the browser brings along: its device cookie's secret, and its token if this account remembers it. */
export interface BrowserSecrets {
  device: string | null;
  remembered: RememberedToken | null;
}

/**
 * The first step. With a second factor enrolled it opens a session that can do one thing, answer a challenge;
 * a different one, with its own secret, is what the second step makes of it. On a remembered device it opens a
 * full one, of what was proven: the password. Policy is asked once the password was right.
 * @throws Refused wrong-credentials, too-many-tries: the same for a stand-in as for an account; not-from-here
 */
export async function signIn(
  user: User,
  call: Call,
  home: string,
  password: string,
  { device, remembered }: BrowserSecrets,
  groups: Groups = null,
): Promise<SignedIn> {
  user.ensure(home);
  if (groups) noteGroups(user, groups);
  if (remembered) await loadDeviceNames();
  await checkPassword(user, call, { password, device, problem: 'wrong-credentials' });
  const ruling = ruleSignIn(user, placeOf(call));
  refuseElsewhere(user, call, ruling, 'password');
  const opened = user.transaction(() => {
    // Locked between the comparison and here.
    if (user.account!.locked_at !== null) throw new Refused('wrong-credentials');
    const sessionId = newSessionId();
    const { enroll } = user.account!;
    const { deviceId, cookie } =
      remembered && ruling.allowed && !ruling.askedBy && enroll === null
        ? recognize(user, call, remembered)
        : notRemembered(ruling);
    const half = enroll !== null || (ruling.twoStep && deviceId === null);
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
    const demand = half ? null : takeDemand(user, ruling);
    const session = openSession(user, call, stage, ['password'], seq, sessionId, deviceId, demand);
    const token =
      enroll === 'anew' && !ruling.twoStep
        ? enterEnrollment(user, sessionRow(user, sessionId)!, 'required', ['password'], seq)
        : session;
    return { token, remembered: cookie };
  });
  return { ...opened, session: sessionView(user, opened.token.id) };
}

/** A browser that is asked in this place only keeps what it has, for other places. */
const notRemembered = ({ allowed, askedBy }: Ruling) =>
  ({ deviceId: null, cookie: allowed && askedBy ? 'keep' : 'forget' }) as const;

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
  const session = authenticate(user, from, 'full', 'by-policy');
  await checkPassword(user, call, { password, device, sessionId: session.id, problem: 'wrong-password' });
  const current = authenticate(user, from, 'full', 'by-policy');
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
