import { startLanguage } from '#lib/language.svelte.ts';

export const ssr = false;

/** Once, and beside what the page asks the API for: nothing is shown before its words are there. */
const started = startLanguage();

export const load = () => started;
