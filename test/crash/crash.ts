import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.ts';
import { originOf, serve } from '../../scripts/local-service.ts';
import { startActivities } from './activities.ts';
import { nextCodeWorks } from './activities/verify-totp.ts';
import { kill, processesOf } from './kill.ts';
import { verifyLedger, verifyOutbox } from './ledger.ts';
import { momentOf } from './moment.ts';
import { newPerson, type Person } from './person.ts';
import { printHead, printRow } from './report.ts';
import { Round } from './round.ts';
import { killWhileSending } from './sending/kill-while-sending.ts';

/**
 * `node test/crash/crash.ts [--rounds 10] [--people 5] [--port 8790]`: kills the running service with SIGKILL in
 * the middle of a burst of requests, starts it again on the same state, and checks that nothing that was
 * acknowledged is lost, nothing that was spent works again, and whoever got no answer has a way on. Before that,
 * the same while codes go out to real providers (sending/kill-while-sending.ts).
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    people: { type: 'string', default: '5' },
    port: { type: 'string', default: '8790' },
    keep: { type: 'boolean', default: false },
  },
});
const service = { port: Number(values.port), state: mkdtempSync(join(tmpdir(), 'countersign-crash-')) };
const origin = originOf(service);

if (!existsSync(join(import.meta.dirname, '../../console/build'))) await build();
const rounds: Round[] = await killWhileSending(service);
let running: ChildProcess = await serve(service);
const everybody: Person[] = [];

try {
  printHead();
  for (let number = 1; number <= Number(values.rounds); number++) await playRound(number);
  await afterwards();
} finally {
  await kill(running);
  if (!values.keep) rmSync(service.state, { recursive: true, force: true });
}

const violations = rounds.flatMap((round) => round.violations);
for (const violation of violations) console.error(`VIOLATION  ${violation}`);
console.log(
  violations.length ? `\n${violations.length} violations` : `\n${rounds.length} rounds, no violation`,
);
process.exitCode = violations.length ? 1 : 0;

async function playRound(number: number): Promise<void> {
  const round = new Round(number, origin, service.state);
  rounds.push(round);
  const people = await Promise.all(
    Array.from({ length: Number(values.people) }, () => newPerson(origin, number)),
  );
  everybody.push(...people);

  const begun = Date.now();
  const processes = processesOf(running);
  const moment = momentOf(round);
  const burst = Promise.all(people.flatMap((person) => startActivities(round, person)));
  await Promise.race([burst, moment]);
  round.killed = true;
  const killedAfter = Date.now() - begun;
  await kill(running, processes);
  round.unlockD1?.();
  const checks = await burst;

  const started = Date.now();
  running = await serve(service);
  const back = Date.now() - started;
  await verifyOutbox(round, people);
  await Promise.all(checks.map((check) => check()));
  const events = await Promise.all(people.map((person) => verifyLedger(round, person)));
  printRow(round, { killedAfter, back, events: events.reduce((sum, count) => sum + count, 0) });
}

/** What still holds after all the later rounds, and what needs the next time step. */
async function afterwards(): Promise<void> {
  const last = rounds.at(-1)!;
  await new Promise((resolve) => setTimeout(resolve, 30_000 - (Date.now() % 30_000)));
  for (const person of everybody) {
    await nextCodeWorks(last, person);
    last.check((await person.main.request('GET', '/v1/session')).ok, 'a session of an earlier round is gone');
    await verifyLedger(last, person);
  }
  console.log(
    `\nAfterwards, for all ${everybody.length} people: the next code of their apps, their sessions, their events in D1`,
  );
}
