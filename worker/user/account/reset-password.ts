import { DEFAULT_NAMES } from '../../../schema/default-names.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { seal } from '../../crypto/seal.ts';
import { hashPassword, loadPasswordHashing } from '../../factors/password.ts';
import { requireGoodPassword } from '../../factors/password-rules.ts';
import { CHALLENGE_MS } from '../../policy/limits.ts';
import { answer } from '../challenges/answer.ts';
import { insertChallenge, openChallenge, prune } from '../challenges/challenge-rows.ts';
import { passwordFactor } from './check-password.ts';
import { forgetKnownDevices } from '../sign-in/known-devices.ts';
import { append } from '../ledger.ts';
import { permitSend } from '../sending/permit-send.ts';
import { recipientOf } from '../sending/recipient.ts';
import { sendCode } from '../sending/send-code.ts';
import { unlockAccount } from './lock-account.ts';
import { forgetRememberedDevices } from '../sessions/remembered-devices.ts';
import { endSessions } from '../sessions/sessions.ts';
import { postponeRecoveries } from '../recovery/recovery-rows.ts';
import { mailedFlow } from '../sign-in/sign-up.ts';
import type { MailedFlow } from '../sign-in/sign-up.ts';
import type { Call, User } from '../user.ts';

const PURPOSE = ['password-reset'] as const;

/** Begins 'forgot my password'. A stand-in does the same and mails nobody. It changes nothing (CHECKLIST D11). */
export async function startPasswordReset(
  user: User,
  call: Call,
  home: string,
  email: string,
): Promise<MailedFlow> {
  user.ensure(home);
  const permit = await permitSend(user, call, recipientOf('email', email, 'open'));
  const account = user.ensure(home);
  return user.transaction(() => {
    prune(user);
    const challenge = insertChallenge(user, {
      purpose: 'password-reset',
      method: 'email',
      lifetime: CHALLENGE_MS,
      address: account.email,
      destination: permit.to.destination,
    });
    return mailedFlow(sendCode(user, call, challenge, permit));
  });
}

/**
 * Sets a new password with the mailed code. It opens no session and removes no factor: the second step is
 * asked as before (CHECKLIST D7). Every session ends, every other open flow dies, and a lock is lifted.
 * @throws Refused password-refused (the code is not spent then), code-expired, wrong-code
 */
export async function confirmPasswordReset(
  user: User,
  call: Call,
  challengeId: string,
  code: string,
  newPassword: string,
): Promise<void> {
  // Hashing costs too much to do for a code that nothing is open for.
  openChallenge(user, challengeId, null, PURPOSE);
  requireGoodPassword('newPassword', newPassword, { email: '', serviceName: config.serviceName });
  await loadPasswordHashing();
  const factorId = passwordFactor(user).id;
  const sealed = await seal(
    config.keyRing,
    `${user.id}/${factorId}`,
    new TextEncoder().encode(hashPassword(newPassword)),
  );
  await answer(user, call, { challengeId, session: () => null, purposes: PURPOSE, code }, () => {
    // Only now may an answer depend on the address: before the right code it would tell that there is an account.
    requireGoodPassword('newPassword', newPassword, {
      email: user.account!.email!,
      serviceName: config.serviceName,
    });
    const seq = append(user, call, {
      type: 'password.reset',
      method: 'password',
      subject: DEFAULT_NAMES.password,
    });
    setPassword(user, factorId, sealed, seq);
    unlockAccount(user, call, seq);
    user.updateAccount('password_reset_at = ?', now());
    if (user.account!.recovering) postponeRecoveries(user, seq);
    endSessions(user, seq, null);
    // Whoever had the old password may have signed in on a browser of his own.
    forgetKnownDevices(user);
    forgetRememberedDevices(user, call, 'password');
  });
}

/** A new password has a fresh budget; what was being proven with the old one is over. */
export function setPassword(user: User, factorId: string, sealed: string, seq: number): void {
  user.sql.all(
    `UPDATE factors SET sealed = ?, created_at = ?, failures = 0, locked_until = 0, disabled_at = NULL, seq = ? WHERE id = ?`,
    sealed,
    now(),
    seq,
    factorId,
  );
  user.sql.all(
    `UPDATE challenges SET closed_at = ? WHERE closed_at IS NULL AND purpose IN ('password-reset', 'sign-in')`,
    now(),
  );
  user.sql.all(
    `UPDATE sessions SET ended_at = ?, seq = ? WHERE ended_at IS NULL AND stage = 'second-factor'`,
    now(),
    seq,
  );
}
