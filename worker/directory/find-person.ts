import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Person } from '../../schema/api/person.ts';
import type { FactorRow, RememberedDeviceSummary, SessionRow } from '../../schema/user-tables.ts';
import { now } from '../clock.ts';
import { SESSION_IDLE_MS } from '../policy/limits.ts';
import { loadDeviceNames } from '../user/describe-device.ts';
import { endOfMemory } from '../user/remembered-devices.ts';
import { factorView, instant, rememberedDeviceView, sessionRowView } from '../user/views.ts';
import type { ListedUser } from './find-people.ts';
import { LISTED, personRow } from './find-people.ts';

/** All that an administrator sees of somebody; null where there is no such account. */
export async function findPerson(database: D1Database, id: string): Promise<Person | null> {
  await loadDeviceNames();
  const db = drizzle(database);
  const [[row], factors, sessions] = await db.batch([
    db.all<ListedUser & { remembered_devices: string }>(
      sql`SELECT ${LISTED}, users.remembered_devices FROM users LEFT JOIN roles ON roles.user_id = users.id
            WHERE users.id = ${id}`,
    ),
    db.all<FactorRow>(
      sql`SELECT * FROM factors WHERE user_id = ${id} AND state = 'active' ORDER BY created_at, id`,
    ),
    db.all<SessionRow>(
      sql`SELECT * FROM sessions WHERE user_id = ${id} AND expires_at > ${now()} AND ended_at IS NULL
            AND stage = 'full' AND last_seen_at > ${now() - SESSION_IDLE_MS} ORDER BY last_seen_at DESC, id`,
    ),
  ]);
  if (!row) return null;
  const devices = (JSON.parse(row.remembered_devices) as RememberedDeviceSummary[]).filter(
    (device) => endOfMemory(device) > now(),
  );
  return {
    ...personRow(row),
    factors: factors.map((factor) => ({
      ...factorView(factor),
      lockedUntil: factor.locked_until > now() ? instant(factor.locked_until) : null,
    })),
    sessions: sessions.map((session) => withoutCurrent(sessionRowView(session, ''))),
    rememberedDevices: devices.map((device) => withoutCurrent(rememberedDeviceView(device))),
  };
}

/** What is said only to whose own browser it might be. */
function withoutCurrent<T extends { current: boolean }>({ current: _, ...rest }: T): Omit<T, 'current'> {
  return rest;
}
