import type { AuditEvent, AuditEventList } from '#schema/api/audit.ts';

/** A list with what has come since, newest first; what came late stands where it happened. */
export function merged(shown: AuditEvent[], since: AuditEventList): AuditEvent[] {
  const known = new Set(shown.map(({ number }) => number));
  const added = since.events.filter(({ number }) => !known.has(number));
  if (added.length === 0) return shown;
  return [...added, ...shown].sort(
    (one, two) => Date.parse(two.at) - Date.parse(one.at) || two.number - one.number,
  );
}
