/**
 * `npm run bench:admin`: what administrators' questions cost over 100,000 people and 2,000,000 events, beside a
 * Worker that reads one row, in one run on this machine. `--people` and `--events` take other numbers, `--rounds`
 * more or fewer. Ends with 1 when a p95 is over 50 ms (issue 6, point 3).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBareRead } from './candidates/bare-read.ts';
import { startAdministered } from './candidates/start-administered.ts';
import { printGoals } from './harness/goals.ts';
import { versions } from './harness/toolchain.ts';
import { adminReads } from './sections/admin-reads.ts';

const EXPLANATION = `
Worker time is the processor's time, user and system, of the whole workerd from a request's first byte to the next
one's, at one connection (/proc/PID/task/*/schedstat): the check of the session (a call of the owner's object), of the
role (a read of D1), the questions to D1 and the answer's JSON. D1 itself runs in the same process here, so
its SQLite is in it, and nothing that the machine does beside. Whole is what the asker waits, from the first byte sent to
the last one read. Slices of all questions take turns, at workerds of their own (miniflare's direct socket, no proxy);
p50 and p95 are over all slices, ratios are to a Worker that reads one row of a directory of the same size by its id.`;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    events: { type: 'string', default: '2000000' },
    rounds: { type: 'string', default: '5' },
  },
});

async function main(): Promise<boolean> {
  const [people, events, rounds] = [values.people, values.events, values.rounds].map(Number) as [
    number,
    number,
    number,
  ];
  const { node, miniflare, workerd } = versions;
  console.log(
    `Administration of ${people} people with ${events} events, on ${cpus().length} × ${cpus()[0]!.model}, ` +
      `load ${loadavg()[0]!.toFixed(2)}\nNode ${node}, miniflare ${miniflare}, workerd ${workerd}${EXPLANATION}`,
  );
  const directory = mkdtempSync(join(tmpdir(), 'countersign-bench-admin-'));
  const running: { stop(): Promise<void> }[] = [];
  try {
    const bare = await startBareRead(join(directory, 'bare'), people);
    running.push(bare);
    const administered = await startAdministered(join(directory, 'countersign'), people, events);
    running.push(administered.server);
    return printGoals(await adminReads(administered, bare, { rounds, requests: 40 }));
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    rmSync(directory, { recursive: true, force: true });
  }
}

const start = performance.now();
const allReached = await main();
console.log(`\nTook ${((performance.now() - start) / 1000).toFixed(0)} s`);
process.exitCode = allReached ? 0 : 1;
