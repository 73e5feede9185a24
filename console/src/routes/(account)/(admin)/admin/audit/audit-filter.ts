import { EVENT_TYPES, type EventType } from '#schema/api/event.ts';
import { METHODS, type Method } from '#schema/api/method.ts';

/** What the page was asked to show, as its address has it: every value as a person typed or chose it. */
export interface AuditFilter {
  person?: string;
  actor?: string;
  type?: EventType;
  method?: Method;
  ip?: string;
  /** Days of this place's calendar, both inclusive: '2026-11-25'. */
  from?: string;
  to?: string;
}

export type FilterName = keyof AuditFilter;
export const FILTER_NAMES = [
  'person',
  'actor',
  'type',
  'method',
  'ip',
  'from',
  'to',
] as const satisfies FilterName[];

const isOneOf = (values: readonly string[]) => (value: string) => values.includes(value);
const isDay = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
const isShort = (value: string) => value.length <= 254;

const RIGHT: Record<FilterName, (value: string) => boolean> = {
  person: isShort,
  actor: isShort,
  type: isOneOf(EVENT_TYPES),
  method: isOneOf(METHODS),
  ip: (value) => /^[\da-fA-F.:]{2,45}$/.test(value),
  from: isDay,
  to: isDay,
};

/** Reads a page's address; what is none of the page's own is passed over. */
export function filterOf(parameters: URLSearchParams): AuditFilter {
  const given = FILTER_NAMES.map((name) => [name, parameters.get(name)?.trim() ?? ''] as const);
  return Object.fromEntries(given.filter(([name, value]) => value && RIGHT[name](value)));
}

/** The address of the page with a filter. */
export function addressOf(filter: AuditFilter): string {
  const parameters = new URLSearchParams(
    FILTER_NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])),
  );
  return parameters.size > 0 ? `/admin/audit?${parameters}` : '/admin/audit';
}

/** The same as the API takes it: instants in the place of days. */
export function queryOf({ from, to, ...rest }: AuditFilter) {
  return {
    ...rest,
    ...(from && { from: startOf(from, 0) }),
    ...(to && { to: startOf(to, 1) }),
  };
}

/** The instant at which a day begins here, or the one so many days after it. */
function startOf(day: string, after: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + after).toISOString();
}
