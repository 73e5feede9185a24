import { deviceParts } from '#schema/device-name.ts';
import { words } from './language.svelte.ts';

/** A device as the API names it, in the reader's language. What follows a point, such as a place, stays. */
export function deviceWords(name: string): string {
  const [device = '', ...rest] = name.split(' · ');
  const { browser, system } = deviceParts(device);
  const { unknown, browser: aBrowser, on } = words().device;
  if (!browser && !system) return [unknown, ...rest].join(' · ');
  const shown = browser ?? aBrowser;
  return [system ? on(shown, system) : shown, ...rest].join(' · ');
}
