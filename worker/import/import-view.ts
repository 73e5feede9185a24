import type { Import, ImportLine } from '../../schema/api/import.ts';
import { LINE_NOTES, LINE_PROBLEMS } from '../../schema/api/import-problem.ts';
import type { ColumnPair, ImportRow, LineRow } from '../../schema/import-tables.ts';

const instant = (ms: number) => new Date(ms).toISOString();
const instantOrNull = (ms: number | null) => (ms === null ? null : instant(ms));

/** An import as the API shows it. */
export const importView = (row: ImportRow): Import => ({
  id: row.id,
  name: row.name,
  format: row.format,
  state: row.state,
  problem: row.problem,
  size: row.size,
  received: row.received,
  checked: row.parsed,
  columns: (JSON.parse(row.columns) as ColumnPair[]).map(([header, field]) => ({ header, field })),
  ready: row.ready,
  problems: row.problems,
  made: row.made,
  invite: row.invite === 1,
  createdAt: instant(row.created_at),
  createdBy: row.created_by,
  startedAt: instantOrNull(row.started_at),
  endedAt: instantOrNull(row.ended_at),
});

/** A line of its report. */
export const lineView = (row: LineRow): ImportLine => ({
  line: row.line,
  email: row.email,
  outcome: row.outcome,
  problem: row.problem,
  otherLine: row.other_line,
  note: row.note,
  message: row.problem ? LINE_PROBLEMS[row.problem] : row.note ? LINE_NOTES[row.note] : null,
  userId: row.outcome === 'made' ? row.user_id : null,
});
