import type { Summary } from './interleave.ts';
import { printTable } from './table.ts';

const HEAD = [
  '',
  'connections',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'CPU ms/request',
  'CPU ratio',
  'lowest–highest',
  'accepted',
];

/** Sides beside each other, one block a number of connections. */
export function printSummaries(title: string, blocks: { connections: number; sides: Summary[] }[]): void {
  const rows = blocks.flatMap(({ connections, sides }) =>
    sides.map((side) => [
      side.name,
      String(connections),
      side.requestsPerSecond.toFixed(0),
      side.p50Ms.toFixed(2),
      side.p99Ms.toFixed(2),
      side.cpuMsPerRequest.toFixed(3),
      side.ratio.toFixed(2),
      `${side.spread[0].toFixed(2)}–${side.spread[1].toFixed(2)}`,
      `${side.accepted}/${side.requests}`,
    ]),
  );
  printTable(title, HEAD, rows);
}
