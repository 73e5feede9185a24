import type { Method } from '../../schema/api/method.ts';
import { SECOND_STEP_METHODS } from '../../schema/api/method.ts';
import type { FactorRow } from '../../schema/user-tables.ts';
import type { Budget } from '../policy/budget.ts';
import type { User } from './user.ts';

const SECOND_STEP = SECOND_STEP_METHODS.map((method) => `'${method}'`).join(', ');

/** Whether a second step is asked at sign-in: whether one such factor is enrolled. */
export const twoStepOn = (user: User) =>
  user.sql.one(`SELECT 1 FROM factors WHERE state = 'active' AND method IN (${SECOND_STEP}) LIMIT 1`) !==
  undefined;

export const isSecondStep = (method: Method) => (SECOND_STEP_METHODS as readonly Method[]).includes(method);

/** Active factors, the one used last first. */
export const activeFactors = (user: User, method?: Method) =>
  user.sql.all<FactorRow>(
    `SELECT * FROM factors WHERE state = 'active' AND (?1 IS NULL OR method = ?1)
       ORDER BY coalesce(last_used_at, created_at) DESC, id`,
    method ?? null,
  );

export const activeFactor = (user: User, id: string) =>
  user.sql.one<FactorRow>(`SELECT * FROM factors WHERE id = ? AND state = 'active'`, id);

/** Writes a factor's counters. Together with what else changes in its row it is one write. */
export function writeBudget(user: User, id: string, budget: Budget, seq: number): void {
  const { failures, locked_until, year_started_at, year_failures, disabled_at } = budget;
  user.sql.all(
    `UPDATE factors SET failures = ?, locked_until = ?, year_started_at = ?, year_failures = ?, disabled_at = ?,
       seq = ? WHERE id = ?`,
    failures,
    locked_until,
    year_started_at,
    year_failures,
    disabled_at,
    seq,
    id,
  );
}
