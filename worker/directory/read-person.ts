import { sql } from 'drizzle-orm';
import type { Policy } from '../../schema/api/policy.ts';
import type { Person } from '../../schema/api/person.ts';
import type { FactorRow, RememberedDeviceSummary, SessionRow } from '../../schema/user-tables.ts';
import { HOUR, MINUTE, now } from '../clock.ts';
import { loadDeviceNames } from '../user/sign-in/describe-device.ts';
import { endOfMemory } from '../user/sessions/remembered-devices.ts';
import { deviceView, factorView, instant, openSessionView } from '../user/views.ts';
import type { ListedUser } from './find-people.ts';
import { LISTED, personRow } from './find-people.ts';
import { prepare } from './prepare.ts';

/** All that an administrator sees of somebody, as policy lets it live; null where there is no such account. */
export async function readPerson(database: D1Database, id: string, policy: Policy): Promise<Person | null> {
  await loadDeviceNames();
  const statements = [
    sql`SELECT ${LISTED}, users.remembered_devices FROM users LEFT JOIN roles ON roles.user_id = users.id
          WHERE users.id = ${id}`,
    sql`SELECT * FROM factors WHERE user_id = ${id} AND state = 'active' ORDER BY created_at, id`,
    sql`SELECT * FROM sessions WHERE user_id = ${id} AND expires_at > ${now()}
          AND created_at > ${now() - policy.session.absoluteHours * HOUR} AND ended_at IS NULL
          AND stage = 'full' AND last_seen_at > ${now() - policy.session.idleMinutes * MINUTE} ORDER BY last_seen_at DESC, id`,
    sql`SELECT groups.id, groups.name FROM group_members JOIN groups ON groups.id = group_members.group_id
          WHERE group_members.user_id = ${id} ORDER BY groups.name_canonical`,
  ];
  const answers = await database.batch(statements.map((statement) => prepare(database, statement)));
  const [[row], factors, sessions, groups] = answers.map(({ results }) => results) as [
    (ListedUser & { remembered_devices: string })[],
    FactorRow[],
    SessionRow[],
    Person['groups'],
  ];
  if (!row) return null;
  const devices = (JSON.parse(row.remembered_devices) as RememberedDeviceSummary[]).filter(
    (device) => endOfMemory(device, policy.rememberDeviceDays) > now(),
  );
  return {
    ...personRow(row),
    factors: factors.map((factor) => ({
      ...factorView(factor),
      lockedUntil: factor.locked_until > now() ? instant(factor.locked_until) : null,
    })),
    groups,
    sessions: sessions.map(openSessionView),
    rememberedDevices: devices.map((device) => deviceView(device, policy.rememberDeviceDays)),
  };
}
