import type { Method } from './api/method.ts';

/** What the service calls a method that nobody named. A second one of a kind is numbered: 'Passkey 2'. */
export const DEFAULT_NAMES: Readonly<Record<Method, string>> = {
  password: 'Password',
  totp: 'Authenticator app',
  passkey: 'Passkey',
  push: 'Countersign Push',
  sms: 'Recovery phone',
  email: 'Recovery e-mail',
  'recovery-code': 'Recovery codes',
};

/** The default name of a method in other words, with its number; null where a person named it. */
export function defaultNameOf(method: Method, name: string, words: Record<Method, string>): string | null {
  const known = DEFAULT_NAMES[method];
  if (!name.startsWith(known) || !/^(?: \d+)?$/.test(name.slice(known.length))) return null;
  return words[method] + name.slice(known.length);
}
