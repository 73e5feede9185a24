import { DEFAULT_NAMES } from '../../../schema/default-names.ts';
import { config } from '../../config.ts';
import { seal } from '../../crypto/seal.ts';
import { hashPassword, loadPasswordHashing } from '../../factors/password.ts';
import { requireGoodPassword } from '../../factors/password-rules.ts';
import { cancelRecoveries } from '../recovery/cancel-recoveries.ts';
import { passwordFactor } from './check-password.ts';
import { append } from '../ledger.ts';
import { forgetRememberedDevices } from '../sessions/remembered-devices.ts';
import { setPassword } from './reset-password.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate, endSessions, rotate } from '../sessions/sessions.ts';
import type { SignedIn } from '../sign-in/sign-in.ts';
import type { Call, User } from '../user.ts';
import { sessionView } from '../views.ts';

/**
 * Changes the password of a freshly re-authenticated session and, if wished, ends all others.
 * @throws Refused password-refused, reauthentication-required
 */
export async function changePassword(
  user: User,
  call: Call,
  token: SessionToken | null,
  newPassword: string,
  endOthers: boolean,
): Promise<SignedIn> {
  authenticate(user, token, 'fresh');
  requireGoodPassword('newPassword', newPassword, {
    email: user.account!.email!,
    serviceName: config.serviceName,
  });
  await loadPasswordHashing();
  const { id } = passwordFactor(user);
  const sealed = await seal(
    config.keyRing,
    `${user.id}/${id}`,
    new TextEncoder().encode(hashPassword(newPassword)),
  );
  const session = authenticate(user, token, 'fresh');
  const rotated = user.transaction(() => {
    const seq = append(user, call, {
      type: 'password.changed',
      method: 'password',
      subject: DEFAULT_NAMES.password,
      sessionId: session.id,
      detail: { othersEnded: endOthers },
    });
    setPassword(user, id, sealed, seq);
    user.updateAccount('password_reset_at = NULL');
    cancelRecoveries(user, call, 'change', session.id);
    forgetRememberedDevices(user, call, 'password', { sessionId: session.id });
    if (endOthers) endSessions(user, seq, session.id);
    return rotate(user, session, seq);
  });
  return { token: rotated, session: sessionView(user, session.id) };
}
