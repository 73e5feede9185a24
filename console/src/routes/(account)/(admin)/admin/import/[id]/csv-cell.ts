/**
 * A cell of CSV (RFC 4180). What a spreadsheet would take for a formula is kept from being one by an apostrophe
 * (OWASP CSV injection): the text came from somebody else.
 */
export function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(plain) || plain !== text ? `"${plain.replaceAll('"', '""')}"` : plain;
}
