/** One of the things that a chart stacks, day by day. */
export interface Series {
  id: string;
  title: string;
  /** A value for each day. */
  values: number[];
  /** How it is filled: of the tokens, the strongest for what matters most. */
  fill: Fill;
}

export const FILLS = ['accent', 'accent-soft', 'accent-faint', 'danger', 'rest'] as const;
export type Fill = (typeof FILLS)[number];

/** The scale's upper end: the highest stack, up to a number that reads well. */
export function niceTop(highest: number): number {
  if (highest <= 4) return Math.max(1, Math.ceil(highest));
  const unit = 10 ** Math.floor(Math.log10(highest));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * unit).find((top) => top >= highest)!;
}
