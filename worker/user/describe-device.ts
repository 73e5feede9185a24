import type { DeviceParts } from '../../schema/device-name.ts';
import { deviceName } from '../../schema/device-name.ts';

let parse: typeof import('bowser').parse | undefined;

/** Makes `describeDevice` ready. Only lists and mails need it, so starting the Worker does not pay for it. */
export async function loadDeviceNames(): Promise<void> {
  parse ??= (await import('bowser')).parse;
}

/** Browser and system of a User-Agent. Never trusted, only shown. */
export function deviceOf(userAgent: string): DeviceParts {
  if (!parse) throw new Error('loadDeviceNames() was not awaited');
  const { browser, os } = userAgent ? parse(userAgent) : { browser: {}, os: {} };
  if (userAgent && !browser.name && !os.name) return { browser: userAgent.slice(0, 40), system: null };
  return { browser: browser.name ?? null, system: os.name ?? null };
}

/** A browser's User-Agent in words: 'Firefox on Windows'. */
export const describeDevice = (userAgent: string): string => deviceName(deviceOf(userAgent));
