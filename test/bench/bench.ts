/**
 * `npm run bench`: what a verification costs, beside the least that it could cost and beside better-auth, in
 * one run on this machine. `--quick` measures less of everything; `--no-peers` leaves better-auth out.
 * Ends with 1 when a goal of issue 2, point 9, or of issue 3, point 6 is missed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBare } from './candidates/bare.ts';
import { Users } from './candidates/countersign.ts';
import { makePasskeyUsers } from './candidates/countersign-passkeys.ts';
import { installPeers } from './candidates/start-better-auth.ts';
import { startCountersign } from './candidates/start-countersign.ts';
import { type Goal, printGoals } from './harness/goals.ts';
import { versions } from './harness/toolchain.ts';
import { FULL, QUICK } from './scale.ts';
import { cold } from './sections/cold.ts';
import { hotUserSection } from './sections/hot-user.ts';
import { manyUsers } from './sections/many-users.ts';
import { passkeys } from './sections/passkeys.ts';
import { peers } from './sections/peers.ts';
import { projection } from './sections/projection.ts';
import { startup } from './sections/startup.ts';

const EXPLANATION = `
Each side is a Worker on a workerd of its own (miniflare's direct socket, no proxy), its SQLite files on disk,
asked over keep-alive HTTP/1.1. CPU is user and system time of the whole process, from the kernel's scheduler
(/proc/PID/task/*/schedstat; ticks of 10 ms where there is none). Slices of the
sides take turns; figures are medians of slices, ratios medians of the rounds' own ratios to the first side.
  bare limit   one Durable Object call with one SQLite write, nothing else (candidates/bare.worker.ts)
  Countersign  the whole route POST /v1/challenges/:id/verify, session check included, the app unchanged; the
               challenge is begun before the slice. Warm: re-authentication in a session that stays. Cold and
               recovery codes: the second step of a sign-in. Passkeys are ES256, by a software authenticator in
               the load generator, which signs before the slice. Replaced in this build: the clock can be put forward
               (a code serves once a step), passwords are not hashed (sign-in only prepares), mail stays in
               memory. The clock is a day ahead, so the alarms of the outbox do not run in any slice.
  better-auth  1.7.25 with its two-factor plugin, POST /two-factor/verify-totp of a sign-in, both set up as its
               documentation says, lighter where they differ (peers/options.ts). Passkeys: its plugin 1.7.6 (the
               newest), POST /passkey/verify-authentication by somebody signed in; its options are asked for before
               the slice, as our challenge is begun, so both sides show the verification alone. D1 is miniflare's, whose CPU
               is in the same process and counted.
`;

async function main(): Promise<boolean> {
  const scale = process.argv.includes('--quick') ? QUICK : FULL;
  const withPeers = !process.argv.includes('--no-peers');
  if (withPeers) installPeers();
  const [processor] = cpus();
  const { node, wrangler, miniflare, workerd } = versions;
  console.log(
    `Countersign benchmark on ${cpus().length} × ${processor!.model}, load ${loadavg()[0]!.toFixed(2)}`,
  );
  console.log(`Node ${node}, wrangler ${wrangler}, miniflare ${miniflare}, workerd ${workerd}`);
  console.log(EXPLANATION);

  const directory = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const running: { stop(): Promise<void> }[] = [];
  try {
    const goals: Goal[] = await startup(scale, directory);
    const bare = await startBare(join(directory, 'bare'));
    running.push(bare);
    const countersign = await startCountersign(join(directory, 'countersign'));
    running.push(countersign);
    const users = await Users.make(countersign, 'user', scale.users);
    goals.push(...(await manyUsers(scale, bare, users)), ...(await cold(scale, bare, users)));
    const hot = await startCountersign(join(directory, 'hot'), 'countersign-hot.worker.ts');
    running.push(hot);
    await hotUserSection(scale, bare, await Users.make(hot, 'hot', 1));
    const passkeyUsers = await makePasskeyUsers(countersign, 'passkey', scale.users);
    goals.push(...(await passkeys(scale, bare, passkeyUsers)));
    if (withPeers) goals.push(...(await peers(scale, users, passkeyUsers, directory)));
    await projection(scale, countersign);
    return printGoals(goals);
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    rmSync(directory, { recursive: true, force: true });
  }
}

const start = performance.now();
const allReached = await main();
console.log(`\nTook ${((performance.now() - start) / 1000).toFixed(0)} s`);
process.exitCode = allReached ? 0 : 1;
