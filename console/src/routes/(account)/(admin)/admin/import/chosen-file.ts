import { FAULTS } from '#schema/api/fault.ts';
import { IMPORT_MAX_BYTES, ImportColumns, type ImportField } from '#schema/api/import.ts';
import { guessColumns } from '#schema/read-columns.ts';
import * as v from 'valibot';
import { formatOf } from './file-format.ts';

/** A file that can be uploaded, with what its columns are read as. */
export const ChosenFile = v.object({
  file: v.pipe(
    v.instance(File, FAULTS['file-missing']),
    v.check(({ size }) => size > 0, FAULTS['file-empty']),
    v.check(({ size }) => size <= IMPORT_MAX_BYTES, FAULTS['file-too-large']),
  ),
  columns: v.optional(ImportColumns),
});

/** A column of a chosen file, what stands in it first, and what it is read as; null: it is not imported. */
export interface ChosenColumn {
  header: string;
  sample: string;
  field: ImportField | null;
}

/** Where the first lines of a file are. */
const HEAD_BYTES = 65_536;

/** The columns of a CSV file by its first two lines; none of another one, and of one that is not text. */
export async function columnsIn(file: File): Promise<ChosenColumn[]> {
  if (formatOf(file.name) !== 'csv') return [];
  // The end may fall into a character; it is far behind the first lines.
  const head = new TextDecoder().decode(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return head.startsWith('\ufffd') || head.trim() === '' ? [] : guessColumns(head);
}
