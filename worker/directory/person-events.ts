import { sql } from 'drizzle-orm';
import type { PersonEvent, PersonEventList } from '../../schema/api/person.ts';
import type { EventRow } from '../../schema/user-tables.ts';
import { EVENTS_PER_PAGE } from '../policy/limits.ts';
import { loadDeviceNames } from '../user/sign-in/describe-device.ts';
import { eventView } from '../user/views.ts';
import { prepare } from './prepare.ts';

type Found = EventRow & { epoch: number; actor_email: string | null };

/** Somebody's activity as administrators see it: also who of them did what to the account, and why. */
export async function personEvents(
  database: D1Database,
  id: string,
  [epoch, seq]: [epoch: number, seq: number] = [Number.MAX_SAFE_INTEGER, 0],
): Promise<PersonEventList> {
  await loadDeviceNames();
  const { results: rows } = await prepare(
    database,
    sql`SELECT events.*, actors.email AS actor_email FROM events
          LEFT JOIN users AS actors ON actors.id = json_extract(events.detail, '$.actor')
          WHERE events.user_id = ${id} AND (events.epoch, events.seq) < (${epoch}, ${seq})
          ORDER BY events.epoch DESC, events.seq DESC LIMIT ${EVENTS_PER_PAGE + 1}`,
  ).all<Found>();
  const page = rows.slice(0, EVENTS_PER_PAGE);
  const last = page.at(-1);
  const next = last && rows.length > page.length ? `${last.epoch}.${last.seq}` : null;
  return { events: page.map((row) => ({ ...eventView(row), actor: actorOf(row) })), next };
}

function actorOf({ detail, actor_email }: Found): PersonEvent['actor'] {
  const { actor, actorRole, reason } = JSON.parse(detail);
  return actor ? { id: actor, email: actor_email, role: actorRole, reason } : null;
}
