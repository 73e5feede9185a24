import { because } from '../../schema/api/reason.ts';
import type { BeginChallenge, Challenge, Purpose } from '../../schema/api/challenge.ts';
import type { ChallengePurpose } from '../../schema/challenge-purpose.ts';
import { isSent } from '../../schema/api/method.ts';
import type { AssertionCredential, RequestOptions } from '../../schema/api/passkey.ts';
import type { ChallengeRow, SessionRow } from '../../schema/user-tables.ts';
import { now } from '../clock.ts';
import { config } from '../config.ts';
import { requestOptions } from '../factors/passkey/passkey-options.ts';
import { refusal } from '../policy/budget.ts';
import type { Proof } from '../policy/levels.ts';
import { CHALLENGE_MS, PASSKEY_CHALLENGE_MS } from '../policy/limits.ts';
import { Refused } from '../refused.ts';
import type { Answer } from './answer.ts';
import { answer } from './answer.ts';
import { closeChallenge, insertChallenge, openChallenge, prune, supersede } from './challenge-rows.ts';
import { noteKnownDevice } from './known-devices.ts';
import type { NewEvent } from './ledger.ts';
import { append } from './ledger.ts';
import { activeFactors, isSecondStep } from './factor-rows.ts';
import { usableFactors } from './options.ts';
import { codesLeft } from './recovery-codes.ts';
import { enterEnrollment } from './owed-enrollment.ts';
import { permitSend, type SendPermit } from './permit-send.ts';
import { recipientOf } from './recipient.ts';
import { rememberLanguage } from './remember-language.ts';
import { rememberDevice } from './remembered-devices.ts';
import { sendAgain, sendCode } from './send-code.ts';
import type { SessionToken } from './sessions.ts';
import { authenticate, elevate, methodsOf, stillAuthenticated } from './sessions.ts';
import type { BrowserSecrets, SignedIn } from './sign-in.ts';
import { trustPassword } from './trust-password.ts';
import { usePasskey } from './use-passkey.ts';
import type { Call, User } from './user.ts';
import { challengeView, instant, sessionView } from './views.ts';

/** What the browser that answers brings along, and whether it is to be remembered. */
export interface ChallengedBrowser extends BrowserSecrets {
  remember: boolean;
}

const BOTH = ['sign-in', 'reauthentication'] as const;
const READABLE = [...BOTH, 'recovery'] as const;

/** A half session finishes signing in and nothing else; a full one re-authenticates and nothing else. */
function requirePurpose(session: SessionRow, purpose: Purpose): void {
  if (session.stage === 'recovery') throw new Refused('recovery-session');
  if (session.stage === 'full' && purpose === 'sign-in') throw new Refused('already-signed-in');
  if (session.stage !== 'full' && purpose !== 'sign-in') throw new Refused('second-factor-required');
}

/**
 * Begins a challenge; one that was open in this session is closed by it.
 * @throws Refused method-not-available, too-many-tries, too-many-requests
 */
export async function beginChallenge(
  user: User,
  call: Call,
  token: SessionToken | null,
  wish: BeginChallenge,
): Promise<Challenge> {
  let { session, factor } = requireFactor(user, token, wish);
  let permit: SendPermit | null = null;
  if (isSent(factor.method)) {
    permit = await permitSend(user, call, recipientOf(factor.method, factor.address!));
    // Whatever came meanwhile: looked at anew.
    ({ session, factor } = requireFactor(user, token, wish));
  }
  const factors = activeFactors(user);
  const begun = user.transaction(() => {
    prune(user);
    supersede(user, session.id, BOTH, null);
    if (wish.method === 'passkey') return insertPasskeyChallenge(user, session, wish);
    const challenge = insertChallenge(user, {
      destination: permit?.to.destination,
      purpose: wish.purpose,
      method: wish.method,
      lifetime: CHALLENGE_MS,
      sessionId: session.id,
      factorId: factor.id,
      name: factor.name,
      address: factor.address,
    });
    return permit ? sendCode(user, call, challenge, permit) : challenge;
  });
  // What the answer will need.
  user.keep({ session, challenge: begun, factors });
  return challengeView(begun, begun.method === 'passkey' ? passkeyOptions(user, begun) : null);
}

/** @throws Refused not-signed-in, method-not-available, too-many-tries */
function requireFactor(
  user: User,
  token: SessionToken | null,
  { purpose, method, factorId }: BeginChallenge,
) {
  const session = authenticate(user, token, 'half');
  requirePurpose(session, purpose);
  const factor = usableFactors(user, purpose).find(
    (usable) => usable.method === method && (factorId === undefined || factorId === usable.id),
  );
  if (!factor) throw new Refused('method-not-available');
  if (refusal(factor, now()) === 'locked')
    throw new Refused('too-many-tries', { retryAt: instant(factor.locked_until) });
  return { session, factor };
}

/** The account's passkeys that may answer: all, or the one that was asked for. */
const passkeysFor = (user: User, factorId: string | null | undefined) =>
  activeFactors(user, 'passkey').filter(({ id }) => !factorId || id === factorId);

/** One challenge for all of the account's passkeys: the authenticator that is at hand answers. */
function insertPasskeyChallenge(
  user: User,
  session: SessionRow,
  { purpose, factorId }: BeginChallenge,
): ChallengeRow {
  const passkeys = passkeysFor(user, factorId);
  return insertChallenge(user, {
    purpose,
    method: 'passkey',
    lifetime: PASSKEY_CHALLENGE_MS,
    sessionId: session.id,
    factorId,
    name: passkeys.length === 1 ? passkeys[0]!.name : 'Passkey or security key',
  });
}

function passkeyOptions(user: User, { id, purpose, factor_id }: ChallengeRow): RequestOptions {
  // After a password a touch is enough; alone, as a step-up, the person is checked where the device can.
  const wanted = purpose === 'sign-in' ? 'discouraged' : 'preferred';
  const userVerification = config.passkeyPolicy.requireUserVerification ? 'required' : wanted;
  return requestOptions(id, passkeysFor(user, factor_id), userVerification);
}

/**
 * Answers a challenge with a passkey. The challenge is taken before anything is verified.
 * @throws Refused passkey-…, code-expired
 */
export async function verifyPasskeyChallenge(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
  credential: AssertionCredential,
  browser: ChallengedBrowser,
): Promise<SignedIn> {
  const asking = authenticate(user, token, 'half');
  const sessionId = asking.id;
  const { method, purpose, factor_id, created_at } = openChallenge(user, id, sessionId, BOTH);
  if (method !== 'passkey') throw new Refused('method-not-available');
  const { factors } = user.kept;
  if (!closeChallenge(user, id)) throw new Refused('code-expired', because('begin-again'));
  // Taking the challenge changed neither.
  user.keep({ session: asking, factors });
  const { requireUserVerification } = config.passkeyPolicy;
  const listed = { factorId: factor_id, at: created_at };
  const use = { challenge: id, credential, requireUserVerification, listed, sessionId };
  const raised = await usePasskey(user, call, use, (factor, proof) => {
    const session = stillAuthenticated(user, asking);
    requirePurpose(session, purpose as Purpose);
    const about = { method: 'passkey', subject: factor.name, sessionId } as const;
    return passed(user, call, session, { purpose, about, proof }, browser);
  });
  return { ...raised, session: sessionView(user, sessionId) };
}

/**
 * An open challenge as it is, for a page that waits to hear how far the code got.
 * @throws Refused not-found, code-expired
 */
export function readChallenge(user: User, token: SessionToken | null, id: string): Challenge {
  return challengeView(openChallenge(user, id, authenticate(user, token, 'half').id, READABLE));
}

/** Sends the code of a challenge again: the same one, for no longer, with no more tries. */
export async function resendChallenge(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
): Promise<Challenge> {
  const find = () => openChallenge(user, id, authenticate(user, token, 'half').id, BOTH);
  return challengeView(await sendAgain(user, call, find));
}

/**
 * Answers a challenge. A right answer raises the session and gives it a new secret.
 * @throws Refused what `answer` throws
 */
export async function verifyChallenge(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
  code: string,
  browser: ChallengedBrowser,
): Promise<SignedIn> {
  const asked: Answer = {
    challengeId: id,
    session: () => authenticate(user, token, 'half'),
    purposes: BOTH,
    code,
    check: ({ purpose }, session) => requirePurpose(session!, purpose as Purpose),
  };
  const raised = await answer(user, call, asked, ({ challenge, session }) => {
    const { method, name, purpose } = challenge;
    const about = { method, subject: name ?? undefined, sessionId: session!.id };
    return passed(user, call, session!, { purpose, about, proof: method }, browser);
  });
  return { ...raised, session: sessionView(user, raised.token.id) };
}

/** What a right answer brings about: the event, the raised session, and a remembered device where it is wished. */
function passed(
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
  const wished = remember && signsIn && config.rememberDeviceDays > 0;
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
