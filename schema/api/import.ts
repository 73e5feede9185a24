import * as v from 'valibot';
import { FAULTS } from './fault.ts';
import { Instant, ONE_LINE } from './fields.ts';
import { FILE_PROBLEM_CODES, LINE_NOTE_CODES, LINE_PROBLEM_CODES } from './import-problem.ts';
import { request } from './request.ts';
import { ActReason } from './role.ts';

/** What a file of users may say of each, in the spelling of its first line. */
export const IMPORT_FIELDS = ['email', 'name', 'passwordHash', 'totp', 'emailVerified'] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

export const IMPORT_FORMATS = ['csv', 'json-lines'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/**
 * `uploading` → `checking` → `checked`: nothing was made yet, and the report says what would be. `running` → `done`.
 * `cancelled` keeps what was made; `failed`: the file as a whole cannot be read; `expired`: nobody went on with it.
 */
export const IMPORT_STATES = [
  'uploading',
  'checking',
  'checked',
  'running',
  'done',
  'cancelled',
  'failed',
  'expired',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** 100 MiB: some 300,000 users. It is held to while the parts come in. */
export const IMPORT_MAX_BYTES = 100 * 1024 * 1024;
/** Bytes of one part: with Base64 and its JSON it stays below the 64 KiB of every body. */
export const IMPORT_PART_BYTES = 48_000;

export const IMPORT_MAX_COLUMNS = 200;

export const ImportColumn = v.object({
  /** As the file has it. */
  header: v.string(),
  /** What it is read as; null: it is not imported. */
  field: v.nullable(v.picklist(IMPORT_FIELDS)),
});
export type ImportColumn = v.InferOutput<typeof ImportColumn>;

export const Import = v.object({
  id: v.string(),
  /** The file's. */
  name: v.string(),
  format: v.picklist(IMPORT_FORMATS),
  state: v.picklist(IMPORT_STATES),
  /** What is wrong with the file as a whole. */
  problem: v.nullable(v.picklist(FILE_PROBLEM_CODES)),
  /** Bytes: of the file, those that arrived, those that were checked. */
  size: v.number(),
  received: v.number(),
  checked: v.number(),
  columns: v.array(ImportColumn),
  /** Users in the file: `ready` to be made, with a `problems` that keeps them out, `made`. */
  ready: v.number(),
  problems: v.number(),
  made: v.number(),
  /** Whether everybody is mailed an invitation. */
  invite: v.boolean(),
  createdAt: Instant,
  createdBy: v.string(),
  startedAt: v.nullable(Instant),
  endedAt: v.nullable(Instant),
});
export type Import = v.InferOutput<typeof Import>;
export const ImportAnswer = v.object({ import: Import });

/** Newest first; `next` is the `before` of the page that follows, null at the end. */
export const ImportList = v.object({ imports: v.array(Import), next: v.nullable(v.string()) });
export type ImportList = v.InferOutput<typeof ImportList>;
export const ImportQuery = v.object({
  before: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}\.[\w-]{22}$/, 'Give the `next` of the page before')),
  ),
});

export const ImportLine = v.object({
  /** Where it begins in the file, the first line being 1. */
  line: v.number(),
  email: v.nullable(v.string()),
  outcome: v.picklist(['ready', 'problem', 'made']),
  problem: v.nullable(v.picklist(LINE_PROBLEM_CODES)),
  /** The line that has the address before, for `email-twice`. */
  otherLine: v.nullable(v.number()),
  note: v.nullable(v.picklist(LINE_NOTE_CODES)),
  /** The problem or the note in words. */
  message: v.nullable(v.string()),
  /** Of the account that was made. */
  userId: v.nullable(v.string()),
});
export type ImportLine = v.InferOutput<typeof ImportLine>;

/** In the file's order; `next` is the `after` of the page that follows, null at the end. */
export const ImportReport = v.object({ lines: v.array(ImportLine), next: v.nullable(v.number()) });
export type ImportReport = v.InferOutput<typeof ImportReport>;
export const ReportQuery = v.object({
  after: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'Give the `next` of the page before'), v.transform(Number)),
  ),
  only: v.optional(v.picklist(['problems'], 'Give problems, or nothing')),
});

/** CSV: what each column is read as, in their order; null: it is not imported. */
export const ImportColumns = v.pipe(
  v.array(v.nullable(v.picklist(IMPORT_FIELDS, `Give one of ${IMPORT_FIELDS.join(', ')}, or null`))),
  v.maxLength(IMPORT_MAX_COLUMNS, `At most ${IMPORT_MAX_COLUMNS} columns`),
  v.check((fields) => fields.includes('email'), FAULTS['column-without-email']),
  v.check((fields) => {
    const read = fields.filter((field) => field !== null);
    return new Set(read).size === read.length;
  }, FAULTS['column-twice']),
);

export const BeginImport = request({
  name: v.pipe(
    v.string('Give the name of the file'),
    v.trim(),
    v.nonEmpty('Give the name of the file'),
    v.maxLength(200, 'Give at most 200 characters'),
    v.regex(ONE_LINE, 'A name is one line of text'),
  ),
  format: v.picklist(IMPORT_FORMATS, `Give one of ${IMPORT_FORMATS.join(', ')}`),
  size: v.pipe(
    v.number('Give the number of bytes'),
    v.integer('Give the number of bytes'),
    v.minValue(1, 'The file is empty'),
    v.maxValue(IMPORT_MAX_BYTES, 'A file has at most 100 MiB'),
  ),
  /** Left out: each column is read by its header. */
  columns: v.optional(ImportColumns),
});

/** A part of the file: parts come in order, and one that is sent again changes nothing. */
export const ImportPart = request({
  offset: v.pipe(
    v.number('Give where the part begins'),
    v.integer('Give where the part begins'),
    v.minValue(0, 'Give where the part begins'),
  ),
  /** Base64. */
  bytes: v.pipe(
    v.string('Give the bytes in Base64'),
    v.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'Give the bytes in Base64'),
    v.maxLength(IMPORT_PART_BYTES * (4 / 3), `A part has at most ${IMPORT_PART_BYTES} bytes`),
  ),
});

export const StartImport = request({
  invite: v.boolean('Give true or false'),
  reason: ActReason,
});
