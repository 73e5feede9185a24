import { dayName } from './time-words.ts';

/** Events in their order, under the name of the day on which they happened here. */
export function groupByDay<E extends { at: string }>(
  events: E[],
  nowMs: number,
): { name: string; events: E[] }[] {
  const days = Map.groupBy(events, ({ at }) => dayName(at, nowMs));
  return [...days].map(([name, ofDay]) => ({ name, events: ofDay }));
}
