import type { ImportLine } from '#schema/api/import.ts';
import { words } from '#lib/language.svelte.ts';
import { csvCell } from './csv-cell.ts';
import { lineWords } from './line-words.ts';

/** A report as a spreadsheet opens it. */
export function reportCsv(lines: ImportLine[]): string {
  const { line, address, what } = words().admin.importPage;
  const rows = lines.map((one) => [String(one.line), one.email ?? '', lineWords(one)]);
  return `\ufeff${[[line, address, what], ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}
