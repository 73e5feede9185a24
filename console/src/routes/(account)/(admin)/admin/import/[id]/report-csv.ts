import type { ImportLine } from '#schema/api/import.ts';
import { CSV_MARK, csvLine } from '#schema/csv-line.ts';
import { words } from '#lib/language.svelte.ts';
import { lineWords } from './line-words.ts';

/** A report as a spreadsheet opens it. */
export function reportCsv(lines: ImportLine[]): string {
  const { line, address, what } = words().admin.importPage;
  const rows = lines.map((one) => [one.line, one.email, lineWords(one)]);
  return CSV_MARK + [[line, address, what], ...rows].map(csvLine).join('');
}
