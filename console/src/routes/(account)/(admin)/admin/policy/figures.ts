/**
 * The figures that a field offers: those of a list that are within bounds, and what is set now.
 * @param words of a figure
 */
export function figures(
  list: readonly number[],
  [least, most]: readonly [number, number],
  current: number,
  words: (figure: number) => string,
): [number, string][] {
  const offered = new Set([...list.filter((figure) => figure >= least && figure <= most), current]);
  return [...offered].sort((a, b) => a - b).map((figure) => [figure, words(figure)]);
}
