import type { ExportedRow } from './export-line.ts';

const COLUMNS = [
  'number',
  'at',
  'user',
  'email',
  'epoch',
  'seq',
  'type',
  'method',
  'subject',
  'actor',
  'ip',
  'place',
  'userAgent',
  'session',
  'requestId',
  'detail',
  'hash',
] as const;

/**
 * A value as a cell. What a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection);
 * line breaks, escape sequences and whatever turns the direction of a text are written out.
 */
export function csvCell(value: string | number | null): string {
  const text = String(value ?? '').replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const harmless = typeof value === 'string' && /^\s*[=+\-@|%＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

const line = (cells: (string | number | null)[]) => `${cells.map(csvCell).join(',')}\r\n`;

/** RFC 4180, in UTF-8 with its mark, without which Excel takes it for something else. */
export const csvHead = () => `\ufeff${line([...COLUMNS])}`;

export const csvLine = (row: ExportedRow): string =>
  line([
    row.number,
    new Date(row.at).toISOString(),
    row.user_id,
    row.email,
    row.epoch,
    row.seq,
    row.type,
    row.method,
    row.subject,
    row.actor,
    row.ip,
    row.place,
    row.user_agent,
    row.session_id,
    row.request_id,
    row.detail,
    row.hash,
  ]);
