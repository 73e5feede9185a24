/** The cells of one CSV record (RFC 4180). A quotation mark inside a cell that has none around it is itself. */
export function csvCells(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let at = 0; ;) {
    const quoted = text[at] === '"';
    const { cell, next } = quoted ? quotedCell(text, at + 1, delimiter) : plainCell(text, at, delimiter);
    cells.push(cell);
    if (next === null) return cells;
    at = next;
  }
}

interface Cell {
  cell: string;
  /** Where the next one begins; null after the last. */
  next: number | null;
}

function plainCell(text: string, from: number, delimiter: string): Cell {
  const end = text.indexOf(delimiter, from);
  return end < 0 ? { cell: text.slice(from), next: null } : { cell: text.slice(from, end), next: end + 1 };
}

function quotedCell(text: string, from: number, delimiter: string): Cell {
  let cell = '';
  for (let at = from; ;) {
    const end = text.indexOf('"', at);
    if (end < 0) return { cell: cell + text.slice(at), next: null };
    cell += text.slice(at, end);
    if (text[end + 1] !== '"') {
      const rest = plainCell(text, end + 1, delimiter);
      return { cell: cell + rest.cell, next: rest.next };
    }
    cell += '"';
    at = end + 2;
  }
}
