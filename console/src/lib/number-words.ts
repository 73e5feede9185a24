import { locale } from './language.svelte.ts';

/** '50,000' */
export const number = (value: number): string => new Intl.NumberFormat(locale()).format(value);

/** '34%' */
export const percent = (share: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent' }).format(share);
