import type { AuditEvent } from '#schema/api/audit.ts';
import type { EventType } from '#schema/api/event.ts';
import { eventWords } from '#lib/event-words.ts';
import { words } from '#lib/language.svelte.ts';
import { methodWords } from '#lib/method-words.ts';
import { dateOf } from '#lib/time-words.ts';
import type { Role } from '#schema/api/role.ts';
import type { AuditFilter, FilterName } from './audit-filter.ts';

const isRole = (value: unknown): value is Role => typeof value === 'string' && value in words().admin.roles;

/** An event in plain words, as somebody reads it who is not its owner. */
export function auditWords({
  type,
  method,
  subject,
  detail,
}: Pick<AuditEvent, 'type' | 'method' | 'subject' | 'detail'>): string {
  const text = words().admin.auditPage.events;
  switch (type) {
    case 'role.changed':
    case 'account.role-changed':
      return isRole(detail['grantedRole'])
        ? text.roleGiven(words().admin.roles[detail['grantedRole']])
        : text.roleTaken;
    case 'session.reauthenticated':
      return method ? text.confirmedBy(methodWords(method).title) : text.confirmed;
    case 'audit.exported':
      return text.exported(String(detail['format'] ?? '').toUpperCase());
    default:
      return (subject ? undefined : theirs(type)) ?? eventWords({ type, method, subject });
  }
}

/** Where a person's own activity says 'you', and no name stands there instead. */
function theirs(type: EventType): string | undefined {
  const text: Partial<Record<EventType, string>> = words().admin.auditPage.theirs;
  return text[type];
}

/** A kind of event, whatever it is about. */
export function typeWords(type: EventType): string {
  const text = words().admin.auditPage.events;
  const own: Partial<Record<EventType, string>> = {
    'account.role-changed': text.ownRole,
    'role.changed': text.role,
    'session.reauthenticated': text.confirmed,
  };
  return own[type] ?? theirs(type) ?? eventWords({ type, method: null, subject: null });
}

/** A filter as it is shown. */
export function filterWords(filter: AuditFilter, name: FilterName): string {
  const { type, method, from, to } = filter;
  // Noon, so that no time zone makes another day of it.
  const day = (value: string) => dateOf(`${value}T12:00:00`);
  if (name === 'type' && type) return typeWords(type);
  if (name === 'method' && method) return methodWords(method).title;
  if (name === 'from' && from) return day(from);
  if (name === 'to' && to) return day(to);
  return filter[name] ?? '';
}
