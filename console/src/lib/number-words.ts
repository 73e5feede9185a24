import { locale } from './language.svelte.ts';

/** '1,204' */
export const numberWords = (value: number): string => new Intl.NumberFormat(locale()).format(value);

/** '62 %'; nothing of nothing is 0 %. */
export const shareWords = (part: number, whole: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent' }).format(whole === 0 ? 0 : part / whole);
