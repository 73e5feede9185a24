import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Import, ImportField, ImportLine, ImportReport } from '../../schema/api/import.ts';
import { IMPORT_PART_BYTES } from '../../schema/api/import.ts';
import type { Browser } from './client.ts';

const REASON = 'The move to the new service';

/** Uploads a file in parts. @returns the import, with the check still to come */
export async function upload(
  browser: Browser,
  file: string | Uint8Array,
  name = 'users.csv',
  partBytes = IMPORT_PART_BYTES,
  columns?: (ImportField | null)[],
): Promise<Import> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const format = name.endsWith('.csv') ? 'csv' : 'json-lines';
  let answer = await browser.call<{ import: Import }>('POST', '/v1/admin/imports', {
    name,
    format,
    size: bytes.length,
    ...(columns && { columns }),
  });
  for (let offset = 0; offset < bytes.length; offset += partBytes) {
    const part = bytes.subarray(offset, offset + partBytes);
    answer = await browser.call('PUT', `/v1/admin/imports/${answer.import.id}/parts`, {
      offset,
      bytes: base64(part),
    });
  }
  return answer.import;
}

/** An import of which nothing was sent yet. @returns its id */
export async function beginImport(browser: Browser, size = 100): Promise<string> {
  const body = { name: 'users.csv', format: 'csv', size };
  return (await browser.call<{ import: Import }>('POST', '/v1/admin/imports', body)).import.id;
}

const base64 = (bytes: Uint8Array) => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};

export const read = async (browser: Browser, id: string) =>
  (await browser.call<{ import: Import }>('GET', `/v1/admin/imports/${id}`)).import;

/** Waits for an import to be in a state, as a page does. */
export async function reaches(browser: Browser, id: string, ...states: Import['state'][]): Promise<Import> {
  for (;;) {
    const found = await read(browser, id);
    if (states.includes(found.state)) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Uploads a file and waits for its check. */
export async function check(browser: Browser, file: string | Uint8Array, name?: string): Promise<Import> {
  const { id } = await upload(browser, file, name);
  return reaches(browser, id, 'checked', 'failed');
}

export const start = (browser: Browser, id: string, invite = false) =>
  browser.request('POST', `/v1/admin/imports/${id}/start`, { invite, reason: REASON });

/** Makes the accounts of a checked import, and waits for the end. */
export async function run(browser: Browser, id: string, invite = false): Promise<Import> {
  await start(browser, id, invite);
  const done = await reaches(browser, id, 'done');
  return done.endedAt ? done : ended(browser, id);
}

/** Waits until its end was noted everywhere. */
export async function ended(browser: Browser, id: string): Promise<Import> {
  for (;;) {
    const found = await read(browser, id);
    if (found.endedAt) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** All lines of a report. */
export async function report(browser: Browser, id: string, only = ''): Promise<ImportLine[]> {
  const lines: ImportLine[] = [];
  for (let next: number | null = 0; next !== null;) {
    const page: ImportReport = await browser.call(
      'GET',
      `/v1/admin/imports/${id}/report?after=${next}${only && '&only=problems'}`,
    );
    lines.push(...page.lines);
    next = page.next;
  }
  return lines;
}

/** What each line came to: `[line, problem or note or outcome]`. */
export const verdicts = (lines: ImportLine[]) =>
  lines.map(({ line, problem, note, outcome }) => [line, problem ?? note ?? outcome]);

/** Statements in an import's own object. */
export const inImport = (id: string, statement: string, ...values: (string | number | null)[]) =>
  runInDurableObject(env.IMPORTS.get(env.IMPORTS.idFromName(id)), (_, { storage }) =>
    storage.sql.exec(statement, ...values).toArray(),
  );
