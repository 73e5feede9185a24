import type { ImportField } from './api/import.ts';
import type { ColumnPair } from './import-tables.ts';
import { csvCells } from './csv-cells.ts';

/** Headers by which a field is known, in small letters and without what is no letter. */
const HEADERS = new Map<string, ImportField>(
  Object.entries({
    email: 'email',
    emailaddress: 'email',
    mail: 'email',
    useremail: 'email',
    primaryemail: 'email',
    courriel: 'email',
    name: 'name',
    fullname: 'name',
    displayname: 'name',
    realname: 'name',
    nom: 'name',
    passwordhash: 'passwordHash',
    password: 'passwordHash',
    encryptedpassword: 'passwordHash',
    hash: 'passwordHash',
    hashedpassword: 'passwordHash',
    passworddigest: 'passwordHash',
    passwd: 'passwordHash',
    totp: 'totp',
    totpuri: 'totp',
    otpauth: 'totp',
    otpauthuri: 'totp',
    emailverified: 'emailVerified',
    emailconfirmed: 'emailVerified',
    verified: 'emailVerified',
    isemailverified: 'emailVerified',
    mailverified: 'emailVerified',
  }),
);

/** What a column is read as; null: it is not imported. */
const fieldOf = (header: string): ImportField | null =>
  HEADERS.get(header.toLowerCase().replace(/[^a-z]/g, '')) ?? null;

/** What a cell shows that it is, whatever stands above it. */
const SHAPES: [RegExp, ImportField][] = [
  [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'email'],
  [/^otpauth:\/\/totp\//i, 'totp'],
  [/^(?:bcrypt\$|argon2\$|pbkdf2_sha)|^\$(?:2[aby]|argon2id?|scrypt|pbkdf2)[-$]/, 'passwordHash'],
];

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

/**
 * What a CSV file's columns seem to be: by their headers, and where a header says nothing, by the first line of
 * cells below. @returns each with that cell
 */
export function guessColumns(head: string): { header: string; sample: string; field: ImportField | null }[] {
  const [first = '', second = ''] = head
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const { delimiter, columns } = readHeader(first);
  const cells = csvCells(second, delimiter).map((cell) => cell.trim());
  const taken = new Set(columns.map(([, field]) => field));
  return columns.map(([header, known], i) => {
    const sample = cells[i] ?? '';
    const shown = SHAPES.find(([shape, field]) => shape.test(sample) && !taken.has(field))?.[1] ?? null;
    if (!known && shown) taken.add(shown);
    return { header, sample, field: known ?? shown };
  });
}
