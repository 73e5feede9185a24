import { mail } from '../../messages/en.ts';
import type { MailWords } from '../delivery/mail-words.ts';

let parse: typeof import('bowser').parse | undefined;

/** Makes `describeDevice` ready. Only lists and mails need it, so starting the Worker does not pay for it. */
export async function loadDeviceNames(): Promise<void> {
  parse ??= (await import('bowser')).parse;
}

/**
 * A browser's User-Agent in words: 'Firefox on Windows'. Never trusted, only shown.
 * @param words of the reader's language
 */
export function describeDevice(userAgent: string, words: MailWords['device'] = mail.device): string {
  if (!parse) throw new Error('loadDeviceNames() was not awaited');
  if (!userAgent) return words.unknown;
  const { browser, os } = parse(userAgent);
  if (!browser.name && !os.name) return userAgent.slice(0, 40);
  const name = browser.name ?? words.browser;
  return os.name ? words.on(name, os.name) : name;
}
