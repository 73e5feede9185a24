import { locale } from './language.svelte.ts';

/** 'a, b, c', as the language writes a list. */
export const listOf = (items: readonly string[]): string =>
  new Intl.ListFormat(locale(), { type: 'unit' }).format(items);
