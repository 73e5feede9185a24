/** What a device is called where its User-Agent says nothing. */
const UNKNOWN = 'Unknown device';
const A_BROWSER = 'A browser';
const ON = ' on ';

/** A browser and its system. */
export interface DeviceParts {
  browser: string | null;
  system: string | null;
}

/** The API's name of a device: 'Firefox on Windows'. */
export function deviceName({ browser, system }: DeviceParts): string {
  if (!browser && !system) return UNKNOWN;
  return [browser ?? A_BROWSER, system].filter(Boolean).join(ON);
}

/** What a name of `deviceName` was made of, for a reader of another language. */
export function deviceParts(name: string): DeviceParts {
  if (name === UNKNOWN) return { browser: null, system: null };
  const [browser = '', system = null] = name.split(ON);
  return { browser: browser === A_BROWSER ? null : browser, system };
}
