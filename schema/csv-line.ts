/**
 * Values as a line of CSV (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe (OWASP,
 * CSV Injection); line breaks, escape sequences and whatever turns the direction of a text are written out.
 */
export const csvLine = (values: readonly (string | number | null)[]): string =>
  `${values.map(cell).join(',')}\r\n`;

/** UTF-8's mark, without which Excel takes a file for something else. */
export const CSV_MARK = '\ufeff';

function cell(value: string | number | null): string {
  const text = String(value ?? '').replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const harmless = typeof value === 'string' && /^\s*[=+\-@|%＝＋－＠]/.test(text) ? `'${text}` : text;
  return /^[\w@.:-]*$/.test(harmless) ? harmless : `"${harmless.replaceAll('"', '""')}"`;
}
