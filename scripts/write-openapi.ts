import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { openApi } from '../schema/api/open-api.ts';

/** Writes the API's description to a file that is served as it is. */
export async function writeOpenApi(file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(openApi(), null, 2)}\n`);
}
