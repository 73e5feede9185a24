import type { EventCount } from '#schema/api/overview.ts';
import { words } from '#lib/language.svelte.ts';
import type { Series } from './series.ts';

/** Who comes in by a recovery code is an event of its own. */
const SUCCESSES: ReadonlySet<string> = new Set(['sign-in.succeeded', 'recovery-code.used']);
const FAILURES: ReadonlySet<string> = new Set(['sign-in.failed', 'challenge.failed']);

/** Of each day: the sign-ins that were finished, and the answers that were wrong. */
export function signInSeries(days: string[], events: EventCount[]): Series[] {
  const { succeeded, failed } = words().admin.overviewPage;
  const of = (concerns: (type: string) => boolean) => sumByDay(days, events, concerns);
  return [
    { id: 'succeeded', title: succeeded, values: of((type) => SUCCESSES.has(type)), fill: 'accent' },
    { id: 'failed', title: failed, values: of((type) => FAILURES.has(type)), fill: 'danger' },
  ];
}

/** How often any such event happened on each day. */
export function sumByDay(
  days: string[],
  events: EventCount[],
  concerns: (type: string) => boolean,
): number[] {
  const sums = new Map(days.map((day) => [day, 0]));
  for (const { day, type, count } of events) if (concerns(type)) sums.set(day, (sums.get(day) ?? 0) + count);
  return days.map((day) => sums.get(day)!);
}
