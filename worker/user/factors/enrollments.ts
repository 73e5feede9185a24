import { DEFAULT_NAMES } from '../../../schema/default-names.ts';
import type {
  BeginEnrollment,
  Enrollment,
  EnrollmentConfirmed,
  EnrollmentList,
} from '../../../schema/api/enrollment.ts';
import { isSent, type SentMethod } from '../../../schema/api/method.ts';
import type { ChallengeRow, SessionRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { toBase32 } from '../../crypto/base32.ts';
import { randomBytes, randomId } from '../../crypto/random.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import { canonicalEmail } from '../../directory/canonical-email.ts';
import { otpauthUri } from '../../factors/otpauth-uri.ts';
import { TOTP_SECRET_BYTES } from '../../factors/totp.ts';
import {
  ENROLLMENT_MS,
  PASSKEY_CHALLENGE_MS,
  resendPause,
  TRIES_PER_CHALLENGE,
} from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { creationOptions } from '../../factors/passkey/passkey-options.ts';
import { addFactor } from './add-factor.ts';
import { answer } from '../challenges/answer.ts';
import { insertChallenge, openChallenge, prune, supersede } from '../challenges/challenge-rows.ts';
import {
  activeFactor,
  activeFactors,
  isSecondStep,
  joinCount,
  requireRoom,
  twoStepOn,
} from './factor-rows.ts';
import { pushEnrollmentView } from '../push/push-enrollment-view.ts';
import { bringsCodes, dropPendingSets, preparePendingCodes } from './recovery-codes.ts';
import { permitSend } from '../sending/permit-send.ts';
import { recipientOf } from '../sending/recipient.ts';
import { requirePasskeyOfAdmin } from '../sign-in/resists-phishing.ts';
import { sendAgain, sendCode } from '../sending/send-code.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate } from '../sessions/sessions.ts';
import { requirementOf } from '../sign-in/stage-of.ts';
import type { Call, User } from '../user.ts';
import { factorView, instant, sessionView } from '../views.ts';

const PURPOSE = ['enrollment'] as const;

/**
 * Begins to set up a factor. While one of the same kind is pending in this session, it is answered again: a
 * page may be reloaded. Nothing about sign-in changes before it is confirmed.
 * @throws Refused factor-limit, factor-exists, too-many-requests, reauthentication-required, method-not-available
 */
export async function beginEnrollment(
  user: User,
  call: Call,
  token: SessionToken | null,
  wish: BeginEnrollment,
): Promise<Enrollment> {
  const before = lookFor(user, token, wish);
  if (before.pending) return enrollmentView(user, before.pending);

  const id = randomId();
  // A push device has codes too, for when it has no network.
  const secret = ['totp', 'push'].includes(wish.method) ? randomBytes(TOTP_SECRET_BYTES) : null;
  const sealed = secret && (await seal(config.keyRing, `${user.id}/${id}`, secret));
  const address = 'address' in wish ? wish.address : null;
  const permit =
    'address' in wish ? await permitSend(user, call, recipientOf(wish.method, wish.address)) : null;
  // Whatever came meanwhile: looked at anew.
  const { session, mediation, pending } = permit ? lookFor(user, token, wish) : before;
  if (pending) return enrollmentView(user, pending);
  const row = user.transaction(() => {
    prune(user);
    supersede(user, session.id, PURPOSE, wish.method);
    const challenge = insertChallenge(user, {
      id,
      purpose: 'enrollment',
      method: wish.method,
      lifetime: wish.method === 'passkey' ? PASSKEY_CHALLENGE_MS : ENROLLMENT_MS,
      sessionId: session.id,
      sealed,
      name: wish.name ?? defaultName(user, wish),
      address,
      mediation,
      destination: permit?.to.destination,
    });
    return permit ? sendCode(user, call, challenge, permit) : challenge;
  });
  return enrollmentView(user, row);
}

/** What is pending in this session already, of the same kind. @throws Refused what may not be set up */
function lookFor(user: User, token: SessionToken | null, wish: BeginEnrollment) {
  const session = authenticate(user, token, 'fresh', true);
  requireAllowed(user, wish.method);
  if (wish.method === 'push' && !config.vapidKey) throw new Refused('method-not-available');
  requireMethod(user, session, wish);
  if ('address' in wish) requireNewAddress(user, wish.method, wish.address);
  const mediation = mediationOf(user, wish);
  const pending = pendingOf(user, session).find(
    (row) =>
      row.method === wish.method &&
      row.mediation === mediation &&
      (!('address' in wish) || sameAddress(row.address, wish.address)),
  );
  return { session, mediation, pending };
}

/**
 * By policy: a method that may be a second step, or help back in; and where two-step verification is off, nobody
 * new sets it up.
 * @throws Refused method-not-available
 */
function requireAllowed(user: User, method: BeginEnrollment['method']): void {
  const { methods, recovery } = user.policy;
  const allowed = methods.includes(method) || (isSent(method) && recovery.includes(method));
  const off = isSecondStep(method) && !twoStepOn(user) && requirementOf(user).rule === 'off';
  if (!allowed || off) throw new Refused('method-not-available');
}

/**
 * A recovery sets up a second step, in the room that what was lost leaves.
 * @throws Refused method-not-available, factor-limit, level-too-low
 */
function requireMethod(user: User, session: SessionRow, wish: BeginEnrollment): void {
  const { stage } = session;
  if (stage !== 'recovery') {
    if (wish.method === 'passkey') requirePasskeyOfAdmin(user, session);
    return requireRoom(user, wish.method);
  }
  const quiet = wish.method === 'passkey' && wish.mediation;
  if (!isSecondStep(wish.method) || quiet) throw new Refused('method-not-available');
}

/**
 * How the browser is to make a passkey. On its own only for somebody who has two-step verification: it proves
 * nothing of him, so it must not be what turns that on.
 * @throws Refused method-not-available
 */
function mediationOf(user: User, wish: BeginEnrollment): ChallengeRow['mediation'] {
  if (wish.method !== 'passkey' || !wish.mediation) return null;
  if (!twoStepOn(user)) throw new Refused('method-not-available');
  return wish.mediation;
}

/** @throws Refused factor-exists */
function requireNewAddress(user: User, method: SentMethod, address: string): void {
  const taken = activeFactors(user, method).some((row) => sameAddress(row.address, address));
  if (taken) throw new Refused('factor-exists');
}

/** Phone numbers are in their one spelling already. */
const sameAddress = (a: string | null, b: string) =>
  a !== null && (a === b || (a.includes('@') && canonicalEmail(a) === canonicalEmail(b)));

/** 'Authenticator app', then 'Authenticator app 2' and so on. */
function defaultName(user: User, wish: BeginEnrollment): string {
  const base = DEFAULT_NAMES[wish.method];
  const names = new Set(activeFactors(user, wish.method).map((row) => row.name));
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base} ${n}`;
    if (!names.has(name)) return name;
  }
}

const pendingOf = (user: User, session: SessionRow) =>
  user.sql
    .all<ChallengeRow>(
      `SELECT * FROM challenges WHERE purpose = 'enrollment' AND session_id = ? AND closed_at IS NULL AND expires_at > ?
         ORDER BY created_at DESC`,
      session.id,
      now(),
    )
    .filter((row) => row.wrong < TRIES_PER_CHALLENGE[row.method]);

async function enrollmentView(user: User, row: ChallengeRow): Promise<Enrollment> {
  const pending = {
    id: row.id,
    expiresAt: instant(row.expires_at),
    triesLeft: TRIES_PER_CHALLENGE[row.method] - row.wrong,
  };
  if (row.method === 'passkey') {
    const account = { id: user.id, email: user.account!.email! };
    return {
      ...pending,
      method: 'passkey',
      options: creationOptions(row.id, account, activeFactors(user, 'passkey'), user.policy.passkeys),
    };
  }
  if (isSent(row.method)) {
    return {
      ...pending,
      method: row.method,
      address: row.address!,
      resendAt: instant(row.sent_at + resendPause(row.sends)),
      delivery: row.delivery,
    };
  }
  if (row.method === 'push') return { ...pending, ...pushEnrollmentView(user, row) };
  const secret = toBase32(await unseal(config.keyRing, `${user.id}/${row.id}`, row.sealed!));
  const uri = otpauthUri({ issuer: config.serviceName, account: user.account!.email!, secret });
  return { ...pending, method: 'totp', secret, otpauthUri: uri };
}

/** What is pending in this session, without secrets. */
export function listEnrollments(user: User, token: SessionToken | null): EnrollmentList['enrollments'] {
  return pendingOf(user, authenticate(user, token, 'full', true)).map((row) => ({
    id: row.id,
    method: row.method as EnrollmentList['enrollments'][number]['method'],
    expiresAt: instant(row.expires_at),
    triesLeft: TRIES_PER_CHALLENGE[row.method] - row.wrong,
    address: row.address,
    resendAt: row.sent_at ? instant(row.sent_at + resendPause(row.sends)) : null,
    delivery: row.delivery,
  }));
}

/** Sends the code of an enrollment again. */
export async function resendEnrollment(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
): Promise<Enrollment> {
  const find = () => openChallenge(user, id, authenticate(user, token, 'fresh', 'by-policy').id, PURPOSE);
  return enrollmentView(user, await sendAgain(user, call, find));
}

/** Leaves the set-up: what is pending in this session is destroyed, codes and secrets included. */
export function abandonEnrollments(user: User, token: SessionToken | null): void {
  const session = authenticate(user, token, 'full', true);
  user.transaction(() => {
    supersede(user, session.id, PURPOSE, null);
    dropPendingSets(user, session.id);
    user.sql.all(
      `UPDATE challenges SET sealed = NULL WHERE purpose = 'enrollment' AND closed_at IS NOT NULL`,
    );
  });
}

/** Closes one set-up of this session: its secret is gone, and who joined by its key is not let in. @throws Refused not-found */
export function dropEnrollment(user: User, token: SessionToken | null, id: string): void {
  const session = authenticate(user, token, 'full', true);
  const dropped = user.sql.changed(
    `UPDATE challenges SET closed_at = ?, sealed = NULL
       WHERE id = ? AND session_id = ? AND purpose = 'enrollment' AND closed_at IS NULL`,
    now(),
    id,
    session.id,
  );
  if (!dropped) throw new Refused('not-found');
}

/**
 * Confirms a factor with its first code. The first second step also makes the session's pending recovery codes
 * live, and ends every session that was opened without it.
 * @throws Refused recovery-codes-required, and what `answer` throws
 */
export async function confirmEnrollment(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
  code: string,
): Promise<EnrollmentConfirmed & { token: SessionToken }> {
  const session = authenticate(user, token, 'fresh', true);
  const { method } = openChallenge(user, id, session.id, PURPOSE);
  const codes =
    isSecondStep(method) && bringsCodes(user, session) ? await preparePendingCodes(user, session) : null;
  const asked = {
    challengeId: id,
    session: () => authenticate(user, token, 'fresh', true),
    purposes: PURPOSE,
    code,
  };
  const raised = await answer(user, call, asked, ({ challenge, match }) => {
    if (isSent(method)) requireNewAddress(user, method, challenge.address!);
    return addFactor(user, call, token, {
      method,
      name: challenge.name!,
      proof: method,
      codes,
      insert: (seq) => insertFactor(user, challenge, match, seq),
    });
  });
  return {
    token: raised,
    factor: factorView(activeFactor(user, id)!),
    session: sessionView(user, session.id),
  };
}

/** The challenge's secret becomes the factor's: same id, so the same sealed value opens. */
function insertFactor(user: User, challenge: ChallengeRow, match: unknown, seq: number): void {
  const watermark = typeof match === 'number' ? match : 0;
  user.sql.all(
    `INSERT INTO factors (id, method, name, state, sealed, parameters, address, created_at, watermark, seq)
       VALUES (?, ?, ?, 'active', ?, ?, ?, ?, ?, ?)`,
    challenge.id,
    challenge.method,
    challenge.name,
    challenge.sealed,
    challenge.method === 'push' ? challenge.device : null,
    challenge.address,
    now(),
    watermark,
    seq,
  );
  if (isSent(challenge.method)) joinCount(user, challenge.id, challenge.method);
  user.sql.all('UPDATE challenges SET sealed = NULL WHERE id = ?', challenge.id);
}
