import { sql } from 'drizzle-orm';
import type { CoverageDay, EventCount, Overview } from '../../schema/api/overview.ts';
import { COUNTED_EVENTS } from '../../schema/api/overview.ts';
import type { SecondStep } from '../../schema/api/person.ts';
import { SECOND_STEPS } from '../../schema/api/person.ts';
import { DAY, now } from '../clock.ts';
import { prepare } from './prepare.ts';

interface CoverageRow {
  day: number;
  people: number;
}
type CountRow = Omit<EventCount, 'day' | 'method'> & { day: number; method: string };

/** How the service fares: what was counted day by day, and what waits for somebody now. */
export async function readOverview(database: D1Database, days: number): Promise<Overview> {
  const today = Math.floor(now() / DAY);
  const first = today - days + 1;
  const statements = [
    sql`SELECT count(*) AS count FROM users INDEXED BY users_locked
          WHERE locked_until > 0 AND locked_until > ${now()}`,
    sql`SELECT count(*) AS count FROM help_requests WHERE state = 'open'`,
    sql`SELECT day, type, method, count FROM daily_events
          WHERE day >= ${first} AND type IN ${COUNTED_EVENTS} ORDER BY day, type, method`,
    ...SECOND_STEPS.map(
      (step) => sql`SELECT day, people FROM coverage WHERE second_step = ${step} AND day >= coalesce(
          (SELECT max(day) FROM coverage WHERE second_step = ${step} AND day <= ${first}), ${first}) ORDER BY day`,
    ),
  ];
  const answers = await database.batch(statements.map((statement) => prepare(database, statement)));
  const [locked, open, counts, ...coverage] = answers.map(({ results }) => results);
  return {
    coverage: dayByDay(first, today, coverage as CoverageRow[][]),
    events: (counts as CountRow[]).map(({ day, method, ...row }) => ({
      day: dayName(day),
      ...row,
      method: (method || null) as EventCount['method'],
    })),
    locked: (locked as [{ count: number }])[0].count,
    openRequests: (open as [{ count: number }])[0].count,
  };
}

/** A day without a row is as the one before it. @param rows of each of SECOND_STEPS, by day */
function dayByDay(first: number, today: number, rows: CoverageRow[][]): CoverageDay[] {
  const newest = SECOND_STEPS.map(() => 0);
  const at = SECOND_STEPS.map(() => 0);
  return Array.from({ length: today - first + 1 }, (_, i) => {
    rows.forEach((ofStep, step) => {
      for (let row; (row = ofStep[at[step]!]) && row.day <= first + i; at[step]!++) newest[step] = row.people;
    });
    const people = Object.fromEntries(SECOND_STEPS.map((step, n) => [step, newest[n]!]));
    return { day: dayName(first + i), people: people as Record<SecondStep, number> };
  });
}

const dayName = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
