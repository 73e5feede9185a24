import { createHash, randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { LocalService } from './local-service.ts';
import { execute, originOf } from './local-service.ts';

const HOUR_MS = 3_600_000;

/** Puts the hash of a new owner's link into D1 (docs/roles.md). @returns the link's token */
export async function ownerLink(where: string[]): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest('base64url');
  const values = `('${hash}', ${Date.now() + HOUR_MS})`;
  await execute(`INSERT INTO owner_links (hash, expires_at) VALUES ${values}`, where);
  return token;
}

/** The place of a service on this machine, for `ownerLink`. */
export const local = ({ state }: Pick<LocalService, 'state'>) => ['--local', '--persist-to', state];

/** `npm run owner-link`: prints the link that makes the first owner, of this machine's service or the deployed one. */
if (import.meta.main) {
  const remote = process.argv.includes('--remote');
  const state = resolve(process.env['STATE'] ?? join(import.meta.dirname, '../.dev'));
  const port = Number(process.env['PORT'] ?? 8787);
  const token = await ownerLink(remote ? ['--remote'] : local({ state }));
  const origin = remote ? (process.env['ORIGIN'] ?? 'https://<your ORIGIN>') : originOf({ port, state });
  console.log(`
  Open this signed in to the account that shall be the owner, with two-step verification on.
  It works once, within an hour, and only while there is no owner.

  ${origin}/admin/claim#${token}
`);
}
