import { append } from '../ledger.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate } from '../sessions/sessions.ts';
import type { Call, User } from '../user.ts';

/** Sets what the person is called, or nothing. It protects nothing, so it needs no fresh proof. */
export function changeName(user: User, call: Call, token: SessionToken | null, name: string | null): void {
  const session = authenticate(user, token, 'full');
  if (user.account!.name === name) return;
  user.transaction(() => {
    append(user, call, { type: 'account.renamed', sessionId: session.id });
    user.updateAccount('name = ?', name);
  });
}
