import { join } from 'node:path';
import { COUNTERSIGN_OBJECTS, COUNTERSIGN_VARIABLES } from '../candidates/countersign-settings.ts';
import { builtWorker } from '../harness/built-worker.ts';
import { bundle } from '../harness/bundle.ts';
import type { Goal } from '../harness/goals.ts';
import { startOnce, type Start } from '../harness/start-once.ts';
import { median } from '../harness/statistics.ts';
import { printTable } from '../harness/table.ts';
import { workerdConfig } from '../harness/workerd-config.ts';
import type { Scale } from '../scale.ts';

/** The Worker's size, and what it adds to the start of an empty one. */
export async function startup({ starts }: Scale, directory: string): Promise<Goal[]> {
  const built = builtWorker(join(directory, 'built'));
  const empty = await bundle({ entry: join(import.meta.dirname, '../candidates/empty.worker.ts') });
  const sides = [
    {
      name: 'empty Worker',
      path: '/',
      config: workerdConfig(join(directory, 'start-empty'), empty),
      runs: [] as Start[],
    },
    {
      name: 'Countersign',
      path: '/health',
      config: workerdConfig(join(directory, 'start-countersign'), built.modules, {
        variables: COUNTERSIGN_VARIABLES,
        objects: COUNTERSIGN_OBJECTS,
        unused: ['DB', 'ASSETS'],
      }),
      runs: [] as Start[],
    },
  ];
  for (const side of sides) await startOnce(side.config, side.path);
  for (let run = 0; run < starts; run++) {
    for (const side of sides) side.runs.push(await startOnce(side.config, side.path));
  }
  const medians = sides.map(({ runs }) => ({
    cpu: median(runs.map(({ cpuMs }) => cpuMs)),
    wall: median(runs.map(({ wallMs }) => wallMs)),
  }));
  printTable(
    `Start-up: from the birth of a bare workerd to its first answer, medians of ${starts} starts in turn`,
    ['', 'wall ms', 'CPU ms'],
    sides.map(({ name }, index) => [name, medians[index]!.wall.toFixed(1), medians[index]!.cpu.toFixed(1)]),
  );
  const kilobytes = (bytes: number) => bytes / 1000;
  console.log(
    `\nSize as wrangler would upload it, gzip: script ${kilobytes(built.scriptGzipBytes).toFixed(1)} KB, ` +
      `with WebAssembly and texts ${kilobytes(built.totalGzipBytes).toFixed(1)} KB`,
  );
  return [
    {
      what: 'Worker, gzip, all of it',
      value: kilobytes(built.totalGzipBytes),
      unit: 'KB',
      atMost: 100,
    },
    {
      what: 'start-up over an empty Worker, CPU',
      value: medians[1]!.cpu - medians[0]!.cpu,
      unit: 'ms',
      atMost: 15,
    },
  ];
}
