import { createSubscriber } from 'svelte/reactivity';

const SECOND_MS = 1000;
/** HTTP dates are whole seconds and travel some time: less than this is no difference. */
const TOLERATED_SKEW_MS = 5 * SECOND_MS;

let skewMs = 0;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, SECOND_MS);
  return () => clearInterval(timer);
});

/** Instants of the API are the server's: a laptop whose clock is wrong must not count down wrongly. */
export function learnServerTime(dateHeader: string | null): void {
  const server = Date.parse(dateHeader ?? '');
  if (Number.isNaN(server)) return;
  const difference = server - Date.now();
  skewMs = Math.abs(difference) > TOLERATED_SKEW_MS ? difference : 0;
}

/** The server's time in milliseconds. Inside a component it moves every second. */
export function now(): number {
  subscribe();
  return Date.now() + skewMs;
}

/** Whole seconds until an instant, never negative. */
export const secondsUntil = (instant: string): number =>
  Math.max(0, Math.ceil((Date.parse(instant) - now()) / SECOND_MS));
