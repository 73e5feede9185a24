import { deviceParts } from '#schema/device-name.ts';

/** How a language names a device. */
interface DeviceTexts {
  unknown: string;
  browser: string;
  on: (browser: string, system: string) => string;
}

/** A device as the API names it, in these texts' language. What follows a point, such as a place, stays. */
export function deviceText(name: string, { unknown, browser: aBrowser, on }: DeviceTexts): string {
  const [device = '', ...rest] = name.split(' · ');
  const { browser, system } = deviceParts(device);
  if (!browser && !system) return [unknown, ...rest].join(' · ');
  const shown = browser ?? aBrowser;
  return [system ? on(shown, system) : shown, ...rest].join(' · ');
}
