import type { DeviceParts } from '../../../schema/device-name.ts';
import { deviceName } from '../../../schema/device-name.ts';

type Parse = typeof import('bowser').parse;
let parse: Parse | undefined;

/** What was read since the isolate woke: a handful of texts makes up most of the web, and reading one is slow. */
const known = new Map<string, DeviceParts>();
const KNOWN_MAX = 200;

/** Makes `describeDevice` ready. Only lists and mails need it, so starting the Worker does not pay for it. */
export async function loadDeviceNames(): Promise<void> {
  parse ??= (await import('bowser')).parse;
}

/** Browser and system of a User-Agent. Never trusted, only shown. */
export function deviceOf(userAgent: string): DeviceParts {
  if (!parse) throw new Error('loadDeviceNames() was not awaited');
  let parts = known.get(userAgent);
  if (!parts) {
    parts = read(parse, userAgent);
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(userAgent, parts);
  }
  return parts;
}

function read(parsed: Parse, userAgent: string): DeviceParts {
  const { browser, os } = userAgent ? parsed(userAgent) : { browser: {}, os: {} };
  if (userAgent && !browser.name && !os.name) return { browser: userAgent.slice(0, 40), system: null };
  return { browser: browser.name ?? null, system: os.name ?? null };
}

/** A browser's User-Agent in words: 'Firefox on Windows'. */
export const describeDevice = (userAgent: string): string => deviceName(deviceOf(userAgent));
