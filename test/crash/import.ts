import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Import, ImportState } from '../../schema/api/import.ts';
import { IMPORT_PART_BYTES } from '../../schema/api/import.ts';
import { ApiClient } from '../../scripts/api-client.ts';
import { build } from '../../scripts/build.ts';
import { migrate, originOf, serve } from '../../scripts/local-service.ts';
import { local, ownerLink } from '../../scripts/owner-link.ts';
import { enroll, signUp } from '../../scripts/seed.ts';
import { FOREIGN_HASHES, FOREIGN_PASSWORD } from '../vectors/foreign-hashes.ts';
import { importedAccounts, importFaults } from './imported-accounts.ts';
import { kill, processesOf } from './kill.ts';
import { uponWrite } from './moment.ts';
import { waitUntil } from './wait-until.ts';

/**
 * `node test/crash/import.ts [--users 500] [--kills 1] [--port 8792]`: imports so many users with bcrypt and Argon2
 * hashes, kills the running service with SIGKILL in the middle, so many times, starts it again on the same state,
 * and checks that nobody was lost and nobody made twice: in D1, in each account's own storage, and in the ledgers.
 */
const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '500' },
    kills: { type: 'string', default: '1' },
    port: { type: 'string', default: '8792' },
    keep: { type: 'boolean', default: false },
  },
});
const users = Number(values.users);
const kills = Number(values.kills);
const service = { port: Number(values.port), state: mkdtempSync(join(tmpdir(), 'countersign-import-')) };
const origin = originOf(service);
const owner = { email: 'owner@example.com', password: 'violet-anchor-seventh-moon' };
const hashes = [FOREIGN_HASHES['bcrypt 2y'], FOREIGN_HASHES.argon2id];
const emailOf = (n: number) => `import-${n}@example.com`;

if (!existsSync(join(import.meta.dirname, '../../console/build'))) await build();
await migrate(service);
const token = await ownerLink(local(service));
let running: ChildProcess = await serve(service);
const faults: string[] = [];

try {
  const client = await signUp(origin, owner);
  await enroll(client, owner);
  await client.call('POST', '/v1/admin/claim', { token });
  await play(client);
} finally {
  await kill(running);
  if (!values.keep) rmSync(service.state, { recursive: true, force: true });
}
for (const fault of faults) console.error(`VIOLATION  ${fault}`);
console.log(faults.length ? `\n${faults.length} violations` : `\nNone lost, none twice`);
process.exitCode = faults.length ? 1 : 0;

async function play(client: ApiClient): Promise<void> {
  const lines = Array.from({ length: users }, (_, n) => `${emailOf(n)},"${hashes[n % 2]}"`);
  const { id } = await upload(client, Buffer.from(['email,password_hash', ...lines].join('\n')));
  const read = async () => (await client.call<{ import: Import }>('GET', `/v1/admin/imports/${id}`)).import;
  const reaches = (...states: ImportState[]) =>
    waitUntil(async () => states.includes((await read()).state), 60 * 60_000);

  const begun = Date.now();
  await reaches('checked', 'failed');
  console.log(`${users} lines checked in ${since(begun)}: ${JSON.stringify(numbersOf(await read()))}`);
  await client.call('POST', '/v1/session/reauthenticate', { password: owner.password });
  // Each account is some writes to a file of its own: this is after a tenth of them at the earliest.
  const writes = Math.floor(Math.min(users, 2_000) * (0.3 + Math.random()));
  const firstMoment = uponWrite(service.state, 'do/countersign-UserObject', writes);
  await client.call('POST', `/v1/admin/imports/${id}/start`, { invite: false, reason: 'To be killed' });

  const started = Date.now();
  for (let n = 0; n < kills; n++) {
    const processes = processesOf(running);
    await (n === 0 ? firstMoment : laterMoment(read, n));
    await kill(running, processes);
    running = await serve(service);
    console.log(`killed, and back at ${JSON.stringify(numbersOf(await read()))}`);
  }
  await reaches('done');
  const end = numbersOf(await read());
  console.log(`${end.made} accounts made in ${since(started)}, the restarts included`);
  check(
    end.made === users && end.ready === 0 && end.problems === 0,
    `the import says ${JSON.stringify(end)}`,
  );
  await waitUntil(() => importFaults(service.state, id, users).length === 0, 30 * 60_000);
  faults.push(...importFaults(service.state, id, users));
  faults.push(...importedAccounts(service.state, users));
  for (const n of [0, 1, users - 2, users - 1]) {
    const signedIn = await new ApiClient(origin, { 'CF-Connecting-IP': `198.19.0.${(n % 200) + 1}` }).request(
      'POST',
      '/v1/sign-in',
      { email: emailOf(n), password: FOREIGN_PASSWORD },
    );
    check(signedIn.ok, `${emailOf(n)} cannot sign in: ${signedIn.status}`);
  }
}

/** Further on in the import, in another part each time. */
async function laterMoment(read: () => Promise<Import>, n: number): Promise<void> {
  const at = Math.floor((users * (n + Math.random())) / (kills + 1));
  await waitUntil(async () => (await read()).made >= at, 60 * 60_000);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
}

async function upload(client: ApiClient, file: Buffer): Promise<Import> {
  const begin = { name: 'users.csv', format: 'csv', size: file.length };
  let answer = await client.call<{ import: Import }>('POST', '/v1/admin/imports', begin);
  for (let offset = 0; offset < file.length; offset += IMPORT_PART_BYTES) {
    const bytes = file.subarray(offset, offset + IMPORT_PART_BYTES).toString('base64');
    answer = await client.call('PUT', `/v1/admin/imports/${answer.import.id}/parts`, { offset, bytes });
  }
  return answer.import;
}

function numbersOf({ ready, problems, made }: Import) {
  return { ready, problems, made };
}

function since(from: number): string {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}

function check(holds: boolean, what: string): void {
  if (!holds) faults.push(what);
}
