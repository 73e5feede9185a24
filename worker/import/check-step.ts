import type { FileProblemCode, LineProblemCode } from '../../schema/api/import-problem.ts';
import type { ImportField } from '../../schema/api/import.ts';
import type { ColumnPair, ImportRow, LineRow } from '../../schema/import-tables.ts';
import { readHeader } from '../../schema/read-columns.ts';
import { config } from '../config.ts';
import { randomId } from '../crypto/random.ts';
import { seal } from '../crypto/seal.ts';
import { canonicalEmail } from '../directory/canonical-email.ts';
import { takenAddresses } from '../directory/imports.ts';
import { IMPORT_CHECKED_PER_STEP } from '../policy/limits.ts';
import { openParts } from './import-parts.ts';
import type { ImportStore } from './import-store.ts';
import type { ImportedUser, Judgement } from './judge-line.ts';
import { judgeLine } from './judge-line.ts';
import { csvValues, jsonValues } from './line-values.ts';
import type { FileRecord, Reading } from './read-records.ts';
import { readRecords } from './read-records.ts';

/** What a line's secrets are sealed under. */
export const lineContext = (id: string, line: number) => `import/${id}/line/${line}`;

type Checked = Pick<LineRow, 'line' | 'email' | 'canonical' | 'problem' | 'note' | 'sealed'>;

/**
 * Checks the next lines of the file: each by itself, against the accounts that there are, and against the lines
 * before it. One transaction writes what was found and how far it got, so a crash repeats the step or does not.
 * @returns whether there is more to check
 */
export async function checkStep(store: ImportStore, db: D1Database): Promise<boolean> {
  const row = store.row!;
  const bytes = await openParts(store, row);
  const start = startOf(row, bytes);
  if ('failed' in start) {
    store.update(['checking'], `state = 'failed', problem = ?`, start.failed);
    return false;
  }
  const { delimiter, from, line } = start;
  const last = row.parsed + bytes.length >= row.size;
  const reading = readRecords(
    {
      bytes: bytes.subarray(from),
      line,
      skipping: row.skipping === 1,
      last,
      delimiter: row.format === 'csv' ? delimiter : null,
    },
    IMPORT_CHECKED_PER_STEP,
  );
  const judged = judgeAll(row, start, reading);
  const checked = await sealAll(row.id, judged.lines);
  const taken = await takenAddresses(
    db,
    checked.flatMap(({ canonical }) => canonical ?? []),
  );
  return commit(
    store,
    row,
    start,
    { ...reading, consumed: from + reading.consumed },
    judged.columns,
    checked,
    taken,
  );
}

interface Start {
  /** Where the records of this step begin, and on which line. */
  from: number;
  line: number;
  delimiter: string;
  columns: ColumnPair[];
}

/** At the beginning of the file, its byte order mark and its first line; elsewhere, what is known already. */
function startOf(row: ImportRow, bytes: Uint8Array): Start | { failed: FileProblemCode } {
  const columns = JSON.parse(row.columns) as ColumnPair[];
  if (row.parsed > 0) return { from: 0, line: row.line, delimiter: row.delimiter, columns };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { failed: 'file-not-utf-8' };
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (row.format !== 'csv') return { from: mark, line: 1, delimiter: row.delimiter, columns };
  const last = bytes.length >= row.size;
  const head = readRecords(
    { bytes: bytes.subarray(mark), line: 1, skipping: false, last, delimiter: null },
    1,
  );
  const [first] = head.records;
  if (!first) return { failed: 'file-empty' };
  if (first.text === null) return { failed: 'file-not-utf-8' };
  const header = asTold(readHeader(first.text), row.mapping);
  if (!header.columns.some(([, field]) => field === 'email')) return { failed: 'file-without-email' };
  return { from: mark + head.consumed, line: head.line, ...header };
}

/** With what each column is read as by whoever uploaded the file; by its header, where that was not said. */
function asTold<H extends { columns: ColumnPair[] }>(header: H, mapping: string | null | undefined): H {
  if (!mapping) return header;
  const fields = JSON.parse(mapping) as (ImportField | null)[];
  return { ...header, columns: header.columns.map(([name], i) => [name, fields[i] ?? null]) };
}

interface JudgedLine {
  line: number;
  judgement: Judgement;
}

function judgeAll(row: ImportRow, start: Start, { records }: Reading) {
  let columns = start.columns;
  const lines: JudgedLine[] = [];
  for (const record of records) {
    const values = valuesOf(row, start, record);
    if (values === null) continue;
    if (typeof values === 'string') {
      lines.push({ line: record.line, judgement: { email: null, problem: values } });
      continue;
    }
    if (columns.length === 0 && values.columns) columns = values.columns;
    lines.push({ line: record.line, judgement: judgeLine(values.values) });
  }
  return { columns, lines };
}

/** Null for a line that says nothing, as spreadsheets leave some at the end. */
function valuesOf({ format }: ImportRow, { delimiter, columns }: Start, { text, problem }: FileRecord) {
  if (text === null) return problem!;
  if (text.trim() === '') return null;
  if (format === 'json-lines') return jsonValues(text);
  const values: ReturnType<typeof csvValues> = csvValues(text, delimiter, columns);
  if (typeof values === 'string') return values;
  const empty = Object.values(values).every((value) => String(value).trim() === '');
  return empty && text.replaceAll(delimiter, '').trim() === '' ? null : { values, columns };
}

const sealAll = (id: string, lines: JudgedLine[]): Promise<Checked[]> =>
  Promise.all(
    lines.map(async ({ line, judgement }) => {
      if (judgement.problem !== null)
        return { line, ...judgement, canonical: null, note: null, sealed: null };
      const { user, note } = judgement;
      return {
        line,
        email: user.email,
        canonical: canonicalEmail(user.email),
        problem: null,
        note,
        sealed: await sealUser(id, line, user),
      };
    }),
  );

const sealUser = (id: string, line: number, user: ImportedUser) =>
  seal(config.keyRing, lineContext(id, line), new TextEncoder().encode(JSON.stringify(user)), 'import');

/** @returns whether there is more to check */
function commit(
  store: ImportStore,
  row: ImportRow,
  { delimiter }: Start,
  { consumed, line, skipping }: Reading,
  columns: ColumnPair[],
  checked: Checked[],
  taken: ReadonlySet<string>,
): boolean {
  if (store.row!.state !== 'checking') return false;
  return store.transaction(() => {
    let ready = 0;
    for (const one of checked) if (writeLine(store, one, taken)) ready++;
    const parsed = row.parsed + consumed;
    const done = parsed >= row.size;
    const found = row.ready + row.problems + checked.length;
    const problem: FileProblemCode | null = done && found === 0 ? 'file-empty' : null;
    store.update(
      ['checking'],
      `parsed = ?, line = ?, skipping = ?, delimiter = ?, columns = ?, ready = ready + ?, problems = problems + ?,
         state = ?, problem = ?`,
      parsed,
      line,
      skipping ? 1 : 0,
      delimiter,
      JSON.stringify(columns),
      ready,
      checked.length - ready,
      problem ? 'failed' : done ? 'checked' : 'checking',
      problem,
    );
    if (done) store.sql.all('DELETE FROM parts');
    return !done;
  });
}

/** @returns whether it is to be made */
function writeLine(store: ImportStore, checked: Checked, taken: ReadonlySet<string>): boolean {
  const { line, email, canonical, note, sealed } = checked;
  const before =
    canonical === null
      ? undefined
      : store.sql.one<{ line: number }>('SELECT line FROM lines WHERE canonical = ?', canonical);
  const problem: LineProblemCode | null =
    checked.problem ??
    (before ? 'email-twice' : canonical !== null && taken.has(canonical) ? 'email-taken' : null);
  const ready = problem === null;
  store.sql.all(
    'INSERT INTO lines (line, email, canonical, outcome, problem, other_line, note, sealed, user_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    line,
    email,
    ready ? canonical : null,
    ready ? 'ready' : 'problem',
    problem,
    before?.line ?? null,
    ready ? note : null,
    ready ? sealed : null,
    ready ? randomId() : null,
  );
  return ready;
}
