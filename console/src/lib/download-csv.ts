import { csvLine } from '#schema/csv-line.ts';
import { downloadFile } from './download-file.ts';

/** Gives the browser a file of comma-separated values to keep. */
export const downloadCsv = (name: string, rows: readonly (readonly (string | number | null)[])[]): void =>
  downloadFile(name, 'text/csv;charset=utf-8', rows.map(csvLine).join(''));
