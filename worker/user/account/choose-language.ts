import type { Language } from '../../../messages/language.ts';
import type { SessionToken } from '../sessions/sessions.ts';
import { authenticate } from '../sessions/sessions.ts';
import type { User } from '../user.ts';

/** Sets what the account's notices are written in. It protects nothing, so no fresh proof and no event. */
export function chooseLanguage(user: User, token: SessionToken | null, language: Language): void {
  authenticate(user, token, 'full');
  user.updateAccount('language = ?', language);
}
