import type { Call, User } from '../user.ts';

/** Keeps the language that somebody signed in with: what the account's notices are written in from then on. */
export function rememberLanguage(user: User, { language }: Call): void {
  if (language && language !== user.account!.language) user.updateAccount('language = ?', language);
}
