import type { Event } from '#schema/api/event.ts';
import { dayName } from '#lib/time-words.ts';

/** Events in their order, under the name of the day on which they happened here. */
export function groupByDay<E extends Event>(events: E[], nowMs: number): { name: string; events: E[] }[] {
  const days = Map.groupBy(events, ({ at }) => dayName(at, nowMs));
  return [...days].map(([name, ofDay]) => ({ name, events: ofDay }));
}
