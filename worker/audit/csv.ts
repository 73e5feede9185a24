import { CSV_MARK, csvLine } from '../../schema/csv-line.ts';
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

/** The first line of an export as CSV. */
export const csvHead = () => CSV_MARK + csvLine(COLUMNS);

/** An event as one. */
export const csvEvent = (row: ExportedRow): string =>
  csvLine([
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
