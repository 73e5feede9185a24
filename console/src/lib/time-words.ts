import { locale, words } from './language.svelte.ts';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** Formatters are dear to make: one of each kind a locale. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatted(kind: string, parts: Intl.DateTimeFormatOptions, instant: string): string {
  const key = `${kind} ${locale()}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale(), parts);
  formatters.set(key, formatter);
  return formatter.format(new Date(instant));
}

/** '14:05' */
export const timeOfDay = (instant: string): string =>
  formatted('time', { hour: '2-digit', minute: '2-digit' }, instant);

/** '3 March 2026' */
export const dateOf = (instant: string): string =>
  formatted('date', { day: 'numeric', month: 'long', year: 'numeric' }, instant);

/** '3 March 2026' of a day in UTC */
export const dateOfDay = (day: string): string =>
  formatted('utc date', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }, day);

/** '3 Mar' of a day in UTC */
export const dayAndMonth = (day: string): string =>
  formatted('day', { day: 'numeric', month: 'short', timeZone: 'UTC' }, day);

/** '3 March 2026, 14:05' */
export const dateAndTime = (instant: string): string => `${dateOf(instant)}, ${timeOfDay(instant)}`;

/** 'just now', '5 minutes ago', 'yesterday', '3 months ago' */
export function ago(instant: string, nowMs: number): string {
  const seconds = Math.round((nowMs - Date.parse(instant)) / 1000);
  if (seconds < MINUTE_S) return words().time.justNow;
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  if (seconds < HOUR_S) return relative.format(-Math.floor(seconds / MINUTE_S), 'minute');
  if (seconds < DAY_S) return relative.format(-Math.floor(seconds / HOUR_S), 'hour');
  const days = Math.floor(seconds / DAY_S);
  if (days < 31) return relative.format(-days, 'day');
  if (days < 365) return relative.format(-Math.floor(days / 30.44), 'month');
  return relative.format(-Math.floor(days / 365.25), 'year');
}

/** 'Today', 'Yesterday', 'Tuesday, 3 March', and with the year where it is another. */
export function dayName(instant: string, nowMs: number): string {
  const day = new Date(instant);
  const today = new Date(nowMs);
  const yesterday = new Date(nowMs);
  yesterday.setDate(today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return words().time.today;
  if (day.toDateString() === yesterday.toDateString()) return words().time.yesterday;
  return day.getFullYear() === today.getFullYear()
    ? formatted('weekday', { weekday: 'long', day: 'numeric', month: 'long' }, instant)
    : dateOf(instant);
}

/** '45 s', '4:09 min', '2 h 05 min' */
export function duration(seconds: number): string {
  if (seconds < MINUTE_S) return `${seconds} s`;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)}:${two(seconds % MINUTE_S)} min`;
  return `${Math.floor(seconds / HOUR_S)} h ${two((seconds % HOUR_S) / MINUTE_S)} min`;
}
