import { bareRead } from '../candidates/bare-read.ts';
import { get } from '../candidates/countersign-accounts.ts';
import type { Administered } from '../candidates/start-administered.ts';
import type { Goal } from '../harness/goals.ts';
import { interleave, type Summary } from '../harness/interleave.ts';
import type { Side } from '../harness/side.ts';
import type { Server } from '../harness/start-worker.ts';
import { printTable } from '../harness/table.ts';
import { type Question, questions, type Subject } from '../questions.ts';

const GOAL_MS = 50;

/** Everything that an administrator can ask, in turn with a Worker that reads one row; at one connection. */
export async function adminReads(
  administered: Administered,
  bareServer: Server,
  { rounds, requests }: { rounds: number; requests: number },
): Promise<Goal[]> {
  const asked = await questions(administered);
  const sides = [
    bareRead(bareServer, administered.users),
    ...asked.map((question) => questionSide(administered, question)),
  ];
  const plan = {
    connections: 1,
    ofEach: true,
    requests: sides.map((_, index) => (index === 0 ? 10 * requests : requests)),
  };
  // Once unmeasured, until the compiler has seen the code, and the pages are in memory.
  await interleave(sides, { ...plan, rounds: 1 });
  const [bare, ...answers] = (await interleave(sides, { ...plan, rounds })) as [Summary, ...Summary[]];
  const subjects = [...new Set(asked.map(({ subject }) => subject))];
  const of = (subject: Subject) => answers.filter((_, index) => asked[index]!.subject === subject);
  for (const subject of subjects) printReads(subject, bare, of(subject));
  return subjects.map((subject) => {
    const slowest = of(subject).reduce((a, b) => (a.cpuP95Ms! > b.cpuP95Ms! ? a : b));
    const what = `${subject}, p95 of Worker time of the dearest (${slowest.name})`;
    return { what, value: slowest.cpuP95Ms!, unit: 'ms', atMost: GOAL_MS };
  });
}

/** A question as the owner's browser asks it. */
function questionSide({ server, owner }: Administered, { name, paths }: Question): Side {
  let next = 0;
  return {
    name,
    server,
    accepted: ({ status }) => status === 200,
    prepare: async (count) => Array.from({ length: count }, () => get(paths[next++ % paths.length]!, owner)),
  };
}

const HEAD = ['', 'Worker ms p50', 'p95', 'goal', 'p95 ratio', 'CPU ratio', 'whole ms p50', 'p95'];

function printReads(subject: Subject, bare: Summary, answers: Summary[]): void {
  const rows = [bare, ...answers].map((side) => [
    side.name,
    side.cpuP50Ms!.toFixed(2),
    side.cpuP95Ms!.toFixed(2),
    side.cpuP95Ms! < GOAL_MS ? 'ok' : 'MISSED',
    (side.cpuP95Ms! / bare.cpuP95Ms!).toFixed(1),
    side.ratio.toFixed(1),
    side.p50Ms.toFixed(2),
    side.p95Ms.toFixed(2),
  ]);
  printTable(subject, HEAD, rows);
}
