import type { LineProblemCode } from '../../schema/api/import-problem.ts';
import type { ImportField } from '../../schema/api/import.ts';
import type { ColumnPair } from '../../schema/import-tables.ts';
import { csvCells } from '../../schema/csv-cells.ts';
import { columnsOf } from '../../schema/read-columns.ts';
import type { LineValues } from './judge-line.ts';

/** What each column of a CSV record says. */
export function csvValues(
  text: string,
  delimiter: string,
  columns: ColumnPair[],
): LineValues | LineProblemCode {
  const cells = csvCells(text, delimiter);
  if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== ''))
    return 'line-too-many-cells';
  return Object.fromEntries(
    columns.flatMap(([, field], index) => (field ? [[field, cells[index] ?? '']] : [])),
  );
}

/** What a line of JSON Lines says (jsonlines.org). */
export function jsonValues(text: string): { values: LineValues; columns: ColumnPair[] } | LineProblemCode {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return 'line-not-json';
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'line-not-json';
  const columns = columnsOf(Object.keys(parsed));
  const values = columns.flatMap(([header, field]): [ImportField, unknown][] =>
    field ? [[field, (parsed as Record<string, unknown>)[header]]] : [],
  );
  return { values: Object.fromEntries(values), columns };
}
