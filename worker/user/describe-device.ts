type Parse = typeof import('bowser').parse;
let parse: Parse | undefined;

/** What was described since the isolate woke: a handful of texts makes up most of the web, and parsing one is slow. */
const described = new Map<string, string>();
const DESCRIBED_MAX = 200;

/** Makes `describeDevice` ready. Only lists and mails need it, so starting the Worker does not pay for it. */
export async function loadDeviceNames(): Promise<void> {
  parse ??= (await import('bowser')).parse;
}

/** A browser's User-Agent in words: 'Firefox on Windows'. Never trusted, only shown. */
export function describeDevice(userAgent: string): string {
  if (!parse) throw new Error('loadDeviceNames() was not awaited');
  if (!userAgent) return 'Unknown device';
  const known = described.get(userAgent);
  if (known !== undefined) return known;
  if (described.size >= DESCRIBED_MAX) described.clear();
  const words = describe(parse(userAgent), userAgent);
  described.set(userAgent, words);
  return words;
}

function describe({ browser, os }: ReturnType<Parse>, userAgent: string): string {
  if (!browser.name && !os.name) return userAgent.slice(0, 40);
  return [browser.name ?? 'A browser', os.name].filter(Boolean).join(' on ');
}
