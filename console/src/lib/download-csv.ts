/** Gives the browser a file of comma-separated values (RFC 4180) to keep. */
export function downloadCsv(name: string, rows: readonly (readonly (string | number | null)[])[]): void {
  const lines = rows.map((row) => row.map((value) => quoted(String(value ?? ''))).join(','));
  const url = URL.createObjectURL(new Blob([lines.join('\r\n'), '\r\n'], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

const quoted = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
