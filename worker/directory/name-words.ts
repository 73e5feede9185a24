/** As names are compared: without case, accents and double spaces. */
export const foldName = (name: string): string =>
  name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim().replaceAll(/\s+/g, ' ');

/** Each word of a name with all that follow: what a search finds it by. */
export function nameWords(name: string): string[] {
  const folded = foldName(name);
  const starts = folded.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu);
  return [...new Set([...starts].map(({ index }) => folded.slice(index)))];
}
