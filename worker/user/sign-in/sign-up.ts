import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { config } from '../../config.ts';
import { randomId } from '../../crypto/random.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import { hashPassword, loadPasswordHashing } from '../../factors/password.ts';
import { CHALLENGE_MS, resendPause } from '../../policy/limits.ts';
import { answer } from '../challenges/answer.ts';
import { insertChallenge, openChallenge, prune } from '../challenges/challenge-rows.ts';
import { permitSend } from '../sending/permit-send.ts';
import { recipientOf } from '../sending/recipient.ts';
import { sendAgain, sendCode } from '../sending/send-code.ts';
import type { Call, User } from '../user.ts';
import { instant } from '../views.ts';

/** A flow without a session: the code that was mailed, as the Worker seals it into the client's token. */
export interface MailedFlow {
  challengeId: string;
  resendAt: string;
  expiresAt: string;
}

export const mailedFlow = (challenge: ChallengeRow): MailedFlow => ({
  challengeId: challenge.id,
  resendAt: instant(challenge.sent_at + resendPause(challenge.sends)),
  expiresAt: instant(challenge.expires_at),
});

/**
 * Begins a sign-up in the object that answers for the address. Where the address has an account, the same
 * work is done and the same answer given; the mail says that there is one, and no code is ever right.
 */
export async function signUp(
  user: User,
  call: Call,
  home: string,
  email: string,
  password: string,
): Promise<MailedFlow> {
  user.ensure(home);
  await loadPasswordHashing();
  const id = randomId();
  const sealed = await seal(
    config.keyRing,
    `${home}/${id}`,
    new TextEncoder().encode(hashPassword(password)),
  );
  const permit = await permitSend(user, call, recipientOf('email', email, 'open'));
  const { email: taken } = user.ensure(home);
  return user.transaction(() => {
    prune(user);
    const challenge = insertChallenge(user, {
      id,
      purpose: 'sign-up',
      method: 'email',
      lifetime: CHALLENGE_MS,
      address: taken ?? email,
      sealed: taken ? null : sealed,
      destination: permit.to.destination,
    });
    return mailedFlow(sendCode(user, call, challenge, permit));
  });
}

/** Mails the code of a sign-up or a password reset again. */
export async function resendFlow(
  user: User,
  call: Call,
  challengeId: string,
  purpose: 'sign-up' | 'password-reset',
): Promise<MailedFlow> {
  const find = () => openChallenge(user, challengeId, null, [purpose]);
  return mailedFlow(await sendAgain(user, call, find));
}

/** What a confirmed sign-up becomes an account of. */
export interface NewAccount {
  email: string;
  /** The Argon2 hash, in clear between two objects of one deployment only. */
  passwordHash: string;
}

/** Confirms the address. The account itself is another object's, with an id that nobody had before. */
export async function confirmSignUp(
  user: User,
  call: Call,
  challengeId: string,
  code: string,
): Promise<NewAccount> {
  const confirmed = await answer(
    user,
    call,
    { challengeId, session: () => null, purposes: ['sign-up'], code },
    ({ challenge }) => challenge,
  );
  const hash = await unseal(config.keyRing, `${user.id}/${challengeId}`, confirmed.sealed!);
  return { email: confirmed.address!, passwordHash: new TextDecoder().decode(hash) };
}
