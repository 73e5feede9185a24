import { because } from '../../../schema/api/reason.ts';
import type { BeginChallenge, Challenge, Purpose } from '../../../schema/api/challenge.ts';
import type { Method } from '../../../schema/api/method.ts';
import type { AssertionCredential, RequestOptions } from '../../../schema/api/passkey.ts';
import type { ChallengeRow, FactorRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { requestOptions } from '../../factors/passkey/passkey-options.ts';
import { refusal } from '../../policy/budget.ts';
import { CHALLENGE_MS, PASSKEY_CHALLENGE_MS } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import type { Answer } from './answer.ts';
import { answer } from './answer.ts';
import {
  challengeRow,
  closeChallenge,
  insertChallenge,
  openChallenge,
  prune,
  supersede,
} from './challenge-rows.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import { usableFactors } from './options.ts';
import type { ChallengedBrowser } from '../sign-in/passed.ts';
import { passed } from '../sign-in/passed.ts';
import { permitFactor } from '../sending/permit-factor.ts';
import { beginPush } from '../push/begin-push.ts';
import { requirePurpose } from './require-purpose.ts';
import { sendAgain, sendCode } from '../sending/send-code.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate, stillAuthenticated } from '../sessions/sessions.ts';
import type { SignedIn } from '../sign-in/sign-in.ts';
import { usePasskey } from '../passkeys/use-passkey.ts';
import type { Call, User } from '../user.ts';
import { challengeView, instant, sessionView } from '../views.ts';

const BOTH = ['sign-in', 'reauthentication'] as const;
const READABLE = [...BOTH, 'recovery'] as const;

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
  const { session, factor, permit } = await permitFactor(user, call, () => requireFactor(user, token, wish));
  const factors = activeFactors(user);
  const begun = user.transaction(() => {
    prune(user);
    supersede(user, session.id, BOTH, null);
    if (wish.method === 'passkey') return insertPasskeyChallenge(user, session, wish);
    if (wish.method === 'push') return beginPush(user, call, session, wish);
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
  const able = usableFactors(user, purpose).filter(
    (usable) => canAnswer(usable, method) && (factorId === undefined || factorId === usable.id),
  );
  const factor = able.find((usable) => usable.method === method) ?? able[0];
  if (!factor) throw new Refused('method-not-available');
  if (refusal(factor, now()) === 'locked')
    throw new Refused('too-many-tries', { retryAt: instant(factor.locked_until) });
  return { session, factor };
}

/** A push device holds a key for codes too, for when it has no network. Without VAPID_KEY that is all it can do. */
const canAnswer = (factor: FactorRow, method: Method) =>
  factor.method === 'push'
    ? method === 'totp' || (method === 'push' && !!config.vapidKey)
    : factor.method === method;

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
  const userVerification = user.policy.passkeys.requireUserVerification ? 'required' : wanted;
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
  const { requireUserVerification } = user.policy.passkeys;
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
 * A challenge as it is, for a page that waits to hear how far the code got, or what was done on a push device.
 * @throws Refused not-found, code-expired
 */
export function readChallenge(user: User, token: SessionToken | null, id: string): Challenge {
  const { id: sessionId } = authenticate(user, token, 'half');
  // What was refused on a device is over, and is told.
  const decided = challengeRow(user, id);
  const isTold = decided?.session_id === sessionId && decided.outcome !== null;
  return challengeView(isTold ? decided : openChallenge(user, id, sessionId, READABLE));
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
