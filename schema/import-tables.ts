import type { ImportField, ImportFormat, ImportState } from './api/import.ts';
import type { FileProblemCode, LineNote, LineProblemCode } from './api/import-problem.ts';

/**
 * The tables of an import's own Durable Object: how far it is, what was uploaded, and a row for each user in the
 * file. What could sign somebody in is sealed, and gone once the import is over.
 */
export const IMPORT_TABLES = `
  CREATE TABLE import (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT,
    size INTEGER NOT NULL,
    received INTEGER NOT NULL DEFAULT 0,
    delimiter TEXT NOT NULL DEFAULT ',',
    columns TEXT NOT NULL DEFAULT '[]',
    mapping TEXT,
    parsed INTEGER NOT NULL DEFAULT 0,
    line INTEGER NOT NULL DEFAULT 1,
    skipping INTEGER NOT NULL DEFAULT 0,
    ready INTEGER NOT NULL DEFAULT 0,
    problems INTEGER NOT NULL DEFAULT 0,
    made INTEGER NOT NULL DEFAULT 0,
    invite INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    started_at INTEGER,
    started_by TEXT,
    ended_at INTEGER,
    retries INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE parts (at INTEGER PRIMARY KEY, sealed TEXT NOT NULL);
  CREATE TABLE lines (
    line INTEGER PRIMARY KEY,
    email TEXT,
    canonical TEXT UNIQUE,
    outcome TEXT NOT NULL CHECK (outcome IN ('ready', 'problem', 'made')),
    problem TEXT,
    other_line INTEGER,
    note TEXT,
    sealed TEXT,
    user_id TEXT,
    tries INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX lines_to_make ON lines (line) WHERE outcome = 'ready';
  CREATE INDEX lines_to_tell ON lines (line) WHERE problem IS NOT NULL OR note IS NOT NULL;
`;

export interface ImportRow {
  id: string;
  name: string;
  format: ImportFormat;
  state: ImportState;
  problem: FileProblemCode | null;
  size: number;
  received: number;
  /** CSV: what stands between two cells. */
  delimiter: string;
  /** JSON: `[header, field or null]` of each column, in order. */
  columns: string;
  /** CSV, JSON: what each column is read as, in order; null: by its header. Imports of before had none. */
  mapping?: string | null;
  /** The byte at which the next line begins, and its number. */
  parsed: number;
  line: number;
  /** 1: that byte is inside a line that is too long and was reported already. */
  skipping: 0 | 1;
  ready: number;
  problems: number;
  made: number;
  invite: 0 | 1;
  created_at: number;
  /** The address of who uploaded it. */
  created_by: string;
  started_at: number | null;
  /** JSON: who started it, from where (Starter). */
  started_by: string | null;
  ended_at: number | null;
  /** Steps that failed in a row. */
  retries: number;
}

export interface LineRow {
  line: number;
  email: string | null;
  /** Of those that are made, or will be: no two have the same. */
  canonical: string | null;
  outcome: 'ready' | 'problem' | 'made';
  problem: LineProblemCode | null;
  other_line: number | null;
  note: LineNote | null;
  /** ImportedUser, while it is ready. */
  sealed: string | null;
  /** The account that it becomes, chosen before any step that a crash may repeat; null for one with a problem. */
  user_id: string | null;
  tries: number;
}

/** `[header, field]` of one column. */
export type ColumnPair = [header: string, field: ImportField | null];
