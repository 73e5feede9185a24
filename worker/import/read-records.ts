import type { LineProblemCode } from '../../schema/api/import-problem.ts';
import { IMPORT_LINE_BYTES } from '../policy/limits.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** A stretch of the file, beginning where the stretch before was read to. */
export interface Stretch {
  bytes: Uint8Array;
  /** The number of its first line. */
  line: number;
  /** It begins inside a line that is too long and was reported already. */
  skipping: boolean;
  /** It reaches to the end of the file. */
  last: boolean;
  /** CSV: what stands between two cells. Null: a line is a line. */
  delimiter: string | null;
}

/** One user's text. CSV may have line breaks in it. */
export interface FileRecord {
  line: number;
  text: string | null;
  problem: LineProblemCode | null;
}

/** What was read, and where the next stretch begins. */
export interface Reading {
  records: FileRecord[];
  consumed: number;
  line: number;
  skipping: boolean;
}

/**
 * Takes a stretch of a file apart into records, without ever holding more of a line than IMPORT_LINE_BYTES: one that
 * is longer, or whose quotation mark is not closed within that, is a problem of its first line, and reading goes on
 * with the line after it. Empty lines are passed over.
 */
export function readRecords(stretch: Stretch, most: number): Reading {
  const { bytes, last, delimiter } = stretch;
  const records: FileRecord[] = [];
  let { line, skipping } = stretch;
  let at = 0;
  while (at < bytes.length && records.length < most) {
    if (skipping) {
      const end = bytes.indexOf(LF, at);
      at = end < 0 ? bytes.length : end + 1;
      if (end >= 0) line++;
      skipping = end < 0;
      continue;
    }
    const limit = Math.min(bytes.length, at + IMPORT_LINE_BYTES);
    const end = recordEnd(bytes, at, limit, delimiter, last);
    if (end === null) {
      if (!last && limit < at + IMPORT_LINE_BYTES) break;
      records.push({ line, text: null, problem: 'line-too-long' });
      skipping = true;
      continue;
    }
    const record = bytes.subarray(at, end.text);
    if (record.length > 0) records.push(decoded(line, record));
    line += end.breaks;
    at = end.next;
  }
  return { records, consumed: at, line, skipping };
}

interface RecordEnd {
  /** Where its text ends, and where the next one begins. */
  text: number;
  next: number;
  /** Line breaks in it and after it. */
  breaks: number;
}

/** Where a record ends (RFC 4180); null where that is not before `limit`. */
function recordEnd(
  bytes: Uint8Array,
  from: number,
  limit: number,
  delimiter: string | null,
  last: boolean,
): RecordEnd | null {
  const between = delimiter?.charCodeAt(0);
  let quoted = false;
  let cellBegins = true;
  let breaks = 0;
  for (let at = from; at < limit; at++) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === LF) breaks++;
      if (byte !== QUOTE) continue;
      if (bytes[at + 1] === QUOTE) at++;
      else quoted = false;
    } else if (byte === LF) {
      const text = at > from && bytes[at - 1] === CR ? at - 1 : at;
      return { text, next: at + 1, breaks: breaks + 1 };
    } else if (byte === QUOTE && cellBegins && between !== undefined) quoted = true;
    cellBegins = byte === between;
  }
  const ends = last && limit === bytes.length && !quoted;
  return ends ? { text: limit, next: limit, breaks } : null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(line: number, bytes: Uint8Array): FileRecord {
  try {
    return { line, text: utf8.decode(bytes), problem: null };
  } catch {
    return { line, text: null, problem: 'line-not-utf-8' };
  }
}
