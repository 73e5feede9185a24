import { IMPORT_PART_BYTES, type Import } from '#schema/api/import.ts';
import { api } from '#lib/api.ts';
import { call } from '#lib/call.ts';

/**
 * Sends a file in parts, from where the service has it.
 * @param onpart called with the import after each part
 */
export async function uploadFile(file: File, begun: Import, onpart: (now: Import) => void): Promise<void> {
  const param = { id: begun.id };
  for (let offset = begun.received; offset < file.size;) {
    const part = file.slice(offset, offset + IMPORT_PART_BYTES);
    const json = { offset, bytes: base64(new Uint8Array(await part.arrayBuffer())) };
    const answer = await call(() => api.v1.admin.imports[':id'].parts.$put({ param, json }));
    offset = answer.import.received;
    onpart(answer.import);
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
