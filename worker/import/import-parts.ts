import { IMPORT_PART_BYTES } from '../../schema/api/import.ts';
import type { ImportRow } from '../../schema/import-tables.ts';
import { config } from '../config.ts';
import { seal, unseal } from '../crypto/seal.ts';
import { IMPORT_WINDOW_BYTES } from '../policy/limits.ts';
import { Refused } from '../refused.ts';
import type { ImportStore } from './import-store.ts';

/** The uploaded file, in sealed parts: it has what signs people in. */

const contextOf = (id: string, at: number) => `import/${id}/part/${at}`;

/**
 * Takes the next part of the file; one that is here already changes nothing. With the last one the check begins.
 * @returns whether the file is whole by it
 * @throws Refused import-state where it is not the next one, or goes past the end
 */
export async function takePart(store: ImportStore, offset: number, bytes: Uint8Array): Promise<boolean> {
  if (isHere(store, offset)) return false;
  const sealed = await seal(config.keyRing, contextOf(store.row!.id, offset), bytes, 'import');
  // Another of the same may have come meanwhile.
  if (isHere(store, offset)) return false;
  const { received, size } = store.row!;
  const end = offset + bytes.length;
  if (offset !== received || end > size) throw new Refused('import-state');
  store.transaction(() => {
    const set = 'received = ?, state = ?';
    if (!store.update(['uploading'], set, end, end === size ? 'checking' : 'uploading'))
      throw new Refused('import-state');
    store.sql.all('INSERT INTO parts (at, sealed) VALUES (?, ?)', offset, sealed);
  });
  return end === size;
}

const isHere = (store: ImportStore, offset: number) =>
  offset < store.row!.received && store.sql.one('SELECT at FROM parts WHERE at = ?', offset) !== undefined;

/** The file from its byte `parsed` on, as much of it as one step takes on. */
export async function openParts(store: ImportStore, { id, parsed }: ImportRow): Promise<Uint8Array> {
  const parts = store.sql.all<{ at: number; sealed: string }>(
    'SELECT at, sealed FROM parts WHERE at > ? AND at < ? ORDER BY at',
    parsed - IMPORT_PART_BYTES,
    parsed + IMPORT_WINDOW_BYTES,
  );
  const bytes = new Uint8Array(parts.length * IMPORT_PART_BYTES);
  let length = 0;
  for (const { at, sealed } of parts) {
    const part = (await unseal(config.keyRing, contextOf(id, at), sealed, 'import')).subarray(
      Math.max(0, parsed - at),
    );
    bytes.set(part, length);
    length += part.length;
  }
  return bytes.subarray(0, length);
}
