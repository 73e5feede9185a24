import type { EventFilter } from './find-events.ts';
import { eventsFound, eventsInOrder } from './find-events.ts';
import type { ExportedRow } from './export-line.ts';

/** All events of a range of the log, page after page. */
export async function* pagesOfRange(
  database: D1Database,
  after: number,
  upTo: number,
): AsyncGenerator<ExportedRow[]> {
  for (let last = after; last < upTo;) {
    const rows = await eventsInOrder(database, last, upTo);
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)!.number;
  }
}

/** What a filter finds among the first so many events, newest first. */
export async function* pagesFound(
  database: D1Database,
  filter: EventFilter,
  upTo: number,
): AsyncGenerator<ExportedRow[]> {
  for (let last: ExportedRow | undefined; ;) {
    const rows = await eventsFound(database, filter, upTo, last && [last.at, last.number]);
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1);
  }
}
