import { DEFAULT_LANGUAGE } from '../../../messages/language.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { randomId } from '../../crypto/random.ts';
import { seal } from '../../crypto/seal.ts';
import { noteKnownDevice } from '../sign-in/known-devices.ts';
import { append } from '../ledger.ts';
import { placeOf } from '../sign-in/refuse-elsewhere.ts';
import { ruleSignIn, takeDemand } from '../sign-in/rule-sign-in.ts';
import { newSessionId, openSession } from '../sessions/sessions.ts';
import type { SignedIn } from '../sign-in/sign-in.ts';
import type { NewAccount } from '../sign-in/sign-up.ts';
import type { Call, User } from '../user.ts';
import { sessionView } from '../views.ts';

/**
 * Makes the account, signed in: who confirmed the address chose the password in the same flow. The address is
 * claimed in D1 right afterwards (UserObject); until then nothing points here.
 */
export async function createAccount(
  user: User,
  call: Call,
  home: string,
  account: NewAccount,
  device: string | null,
): Promise<SignedIn> {
  const id = randomId();
  const sealed = await seal(config.keyRing, `${home}/${id}`, new TextEncoder().encode(account.passwordHash));
  user.ensure(home);
  const token = user.transaction(() => {
    user.updateAccount('email = ?, language = ?', account.email, call.language ?? DEFAULT_LANGUAGE);
    const sessionId = newSessionId();
    const seq = append(user, call, { type: 'account.created', method: 'password', sessionId });
    user.sql.all(
      `INSERT INTO factors (id, method, name, state, sealed, created_at, seq) VALUES (?, 'password', 'Password', 'active', ?, ?, ?)`,
      id,
      sealed,
      now(),
      seq,
    );
    noteKnownDevice(user, device);
    const demand = takeDemand(user, ruleSignIn(user, placeOf(call)));
    return openSession(user, call, 'full', ['password'], seq, sessionId, null, demand);
  });
  return { token, session: sessionView(user, token.id) };
}
