import { defaultNameOf } from '#schema/default-names.ts';
import type { Factor } from '#schema/api/factor.ts';
import type { Method } from '#schema/api/method.ts';
import { words } from './language.svelte.ts';

/** A method's name as it is shown: the one that a person gave, or the service's own in the reader's language. */
export const nameWords = (method: Method, name: string): string =>
  defaultNameOf(method, name, words().defaultNames) ?? name;

export const factorName = ({ method, name }: Pick<Factor, 'method' | 'name'>): string =>
  nameWords(method, name);
