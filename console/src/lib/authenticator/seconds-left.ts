import { now } from '#lib/clock.svelte.ts';
import { deviceNow } from './device-clock.ts';

/** Whole seconds until an instant of the service, never negative. Inside a component it moves every second. */
export function secondsLeft(instant: string): number {
  now();
  return Math.max(0, Math.ceil((Date.parse(instant) - deviceNow()) / 1000));
}
