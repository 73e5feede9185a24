import { deviceText } from './device-text.ts';
import { words } from './language.svelte.ts';

/** A device as the API names it, in the reader's language. What follows a point, such as a place, stays. */
export const deviceWords = (name: string): string => deviceText(name, words().device);
