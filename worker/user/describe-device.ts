import { parse } from 'bowser';

/** A browser's User-Agent in words: 'Firefox on Windows'. Never trusted, only shown. */
export function describeDevice(userAgent: string): string {
  if (!userAgent) return 'Unknown device';
  const { browser, os } = parse(userAgent);
  if (!browser.name && !os.name) return userAgent.slice(0, 40);
  return [browser.name ?? 'A browser', os.name].filter(Boolean).join(' on ');
}
