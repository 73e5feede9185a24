import { locale } from '#lib/language.svelte.ts';

/** '5 minutes', as the language writes it. */
export const inUnits = (unit: 'minute' | 'hour' | 'day') => (count: number) =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
