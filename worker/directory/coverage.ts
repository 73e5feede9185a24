import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { DAY, now } from '../clock.ts';

/**
 * Counts people into and out of the kinds of second step, today. It goes before the statement that moves them, in one
 * batch with it. It starts from the newest row, also where a slow clock calls that one tomorrow's.
 * @param moved SELECT of `second_step` and `step` (1 or -1): nobody, where nobody moves
 */
export const countCoverage = (moved: SQL): SQL => sql`
  INSERT INTO coverage (second_step, day, people)
    SELECT moved.second_step, max(${Math.floor(now() / DAY)}, coalesce(newest.day, 0)),
           coalesce(newest.people, 0) + moved.step
      FROM (${moved}) AS moved
      LEFT JOIN coverage AS newest ON newest.second_step = moved.second_step
        AND newest.day = (SELECT max(day) FROM coverage WHERE second_step = moved.second_step)
      WHERE true
    ON CONFLICT (second_step, day) DO UPDATE SET people = excluded.people`;
