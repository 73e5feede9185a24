/** Prints rows under a title, columns aligned: the first to the left, the others to the right. */
export function printTable(title: string, head: string[], rows: string[][]): void {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ');
  console.log(`\n${title}`);
  for (const row of [head, ...rows]) console.log(`  ${line(row)}`);
}
