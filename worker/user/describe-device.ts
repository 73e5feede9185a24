import { mail } from '../../messages/en.ts';
import type { MailWords } from '../delivery/mail-words.ts';

let parse: typeof import('bowser').parse | undefined;

interface Names {
  browser: string | undefined;
  os: string | undefined;
}

/** What was read since the isolate woke: a handful of texts makes up most of the web, and reading one is slow. */
const known = new Map<string, Names>();
const KNOWN_MAX = 200;

/** Makes `describeDevice` ready. Only lists and mails need it, so starting the Worker does not pay for it. */
export async function loadDeviceNames(): Promise<void> {
  parse ??= (await import('bowser')).parse;
}

/**
 * A browser's User-Agent in words: 'Firefox on Windows'. Never trusted, only shown.
 * @param words of the reader's language
 */
export function describeDevice(userAgent: string, words: MailWords['device'] = mail.device): string {
  if (!userAgent) return words.unknown;
  const { browser, os } = namesIn(userAgent);
  if (!browser && !os) return userAgent.slice(0, 40);
  const name = browser ?? words.browser;
  return os ? words.on(name, os) : name;
}

function namesIn(userAgent: string): Names {
  if (!parse) throw new Error('loadDeviceNames() was not awaited');
  let names = known.get(userAgent);
  if (!names) {
    const { browser, os } = parse(userAgent);
    names = { browser: browser.name, os: os.name };
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(userAgent, names);
  }
  return names;
}
