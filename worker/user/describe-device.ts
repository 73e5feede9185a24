let parse: typeof import('bowser').parse | undefined;

/** Makes `describeDevice` ready. Only lists and mails need it, so starting the Worker does not pay for it. */
export async function loadDeviceNames(): Promise<void> {
  parse ??= (await import('bowser')).parse;
}

/** A browser's User-Agent in words: 'Firefox on Windows'. Never trusted, only shown. */
export function describeDevice(userAgent: string): string {
  if (!parse) throw new Error('loadDeviceNames() was not awaited');
  if (!userAgent) return 'Unknown device';
  const { browser, os } = parse(userAgent);
  if (!browser.name && !os.name) return userAgent.slice(0, 40);
  return [browser.name ?? 'A browser', os.name].filter(Boolean).join(' on ');
}
