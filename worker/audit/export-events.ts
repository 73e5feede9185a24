import type { AuditHead } from '../../schema/api/audit.ts';
import { toBase64Url } from '../crypto/base64.ts';
import { config } from '../config.ts';
import { csvEvent, csvHead } from './csv.ts';
import type { ExportedRow } from './export-line.ts';
import { exportedEvent } from './export-line.ts';
import { signWithAll } from './signing-keys.ts';
import { exportText } from './statements.ts';

/** Pages of events, in their order. */
export type Pages = AsyncIterable<ExportedRow[]>;

/** What an export says of itself in its first line. */
export interface ExportHead {
  /** When it was made, ms since the epoch. */
  at: number;
  /** What its events were chosen by; null: it has all of a range of the log. */
  filter: Record<string, string | number> | null;
  /** The tree that its first event is added to: the range begins after so many. */
  after: { size: number; peaks: string[] };
}

/**
 * An export as JSON Lines: a line of what it is, a line for each event, and a last line with the signed head and a
 * signature over all the lines before it (docs/audit.md).
 */
export async function* jsonLines(about: ExportHead, pages: Pages, head: AuditHead): AsyncGenerator<string> {
  const digest = new crypto.DigestStream('SHA-256');
  const writer = digest.getWriter();
  const encoder = new TextEncoder();
  const hashed = async (text: string) => {
    await writer.write(encoder.encode(text));
    return text;
  };
  const { at, filter, after } = about;
  const made = new Date(at).toISOString();
  yield hashed(jsonLine({ export: { version: 1, service: config.origin, at: made, filter, after } }));
  let count = 0;
  for await (const rows of pages) {
    count += rows.length;
    yield hashed(rows.map((row) => jsonLine(exportedEvent(row))).join(''));
  }
  await writer.close();
  const hash = toBase64Url(new Uint8Array(await digest.digest));
  const signatures = await signWithAll(config.keyRing, exportText(config.origin, hash, count, head.root));
  yield jsonLine({ end: { events: count, digest: hash, head, signatures } });
}

const jsonLine = (value: object) => `${JSON.stringify(value)}\n`;

/** The same events as CSV, for people: it proves nothing. */
export async function* csvLines(pages: Pages): AsyncGenerator<string> {
  yield csvHead();
  for await (const rows of pages) yield rows.map(csvEvent).join('');
}

/** Text that is made as fast as it is read, and no faster: a page is in memory, never the whole. */
export function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
