import type { ImportField } from '../../schema/api/import.ts';
import type { ColumnPair } from '../../schema/import-tables.ts';
import { csvCells } from './csv-cells.ts';

/** Headers by which a field is known, in small letters and without what is no letter. */
const HEADERS: Record<string, ImportField> = {
  email: 'email',
  emailaddress: 'email',
  mail: 'email',
  name: 'name',
  fullname: 'name',
  displayname: 'name',
  passwordhash: 'passwordHash',
  password: 'passwordHash',
  encryptedpassword: 'passwordHash',
  hash: 'passwordHash',
  totp: 'totp',
  totpuri: 'totp',
  otpauth: 'totp',
  otpauthuri: 'totp',
  emailverified: 'emailVerified',
  emailconfirmed: 'emailVerified',
  verified: 'emailVerified',
};

/** What a column is read as; null: it is not imported. */
export const fieldOf = (header: string): ImportField | null =>
  HEADERS[header.toLowerCase().replace(/[^a-z]/g, '')] ?? null;

/** Columns of these headers: where two are the same field, the first is. */
export function columnsOf(headers: string[]): ColumnPair[] {
  const taken = new Set<ImportField>();
  return headers.map((header) => {
    const field = fieldOf(header);
    if (!field || taken.has(field)) return [header, null];
    taken.add(field);
    return [header, field];
  });
}

const DELIMITERS = [',', ';', '\t'] as const;

/** The columns of a CSV file by its first line, and what stands between two cells: what the line has most of. */
export function readHeader(text: string): { delimiter: string; columns: ColumnPair[] } {
  const bare = text.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  const delimiter = DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best));
  return { delimiter, columns: columnsOf(csvCells(text, delimiter).map((cell) => cell.trim())) };
}
