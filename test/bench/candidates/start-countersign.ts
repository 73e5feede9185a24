import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../harness/bundle.ts';
import { load } from '../harness/load.ts';
import { migrate } from '../harness/migrate.ts';
import { rawRequest } from '../harness/request.ts';
import { type Server, startWorker } from '../harness/start-worker.ts';
import { COUNTERSIGN_OBJECTS, COUNTERSIGN_VARIABLES } from './countersign-settings.ts';

const HERE = import.meta.dirname;
const CONTROL = 'BenchControl';

export interface Countersign extends Server {
  /** Puts the Worker's clock so far before the machine's. */
  setClock(offsetMs: number): Promise<void>;
  /** The newest message to each address. */
  mail(): Promise<Record<string, string>>;
  /** Asks its D1, as its operator can. */
  ask<Row>(sql: string, ...values: (string | number)[]): Promise<Row[]>;
  /** Tells the hot user's object which codes become right when. */
  setAnswers(answers: { code: string; offset: number }[]): Promise<void>;
}

/**
 * What of the Worker is replaced while it is measured; nothing of it is on the way of a measured request but
 * the clock, which adds one number to the machine's time.
 */
const REPLACEMENTS = {
  'worker/clock.ts': (source: string) =>
    `import { bench } from '${join(HERE, 'bench-state.ts')}';\n${substitute(source, '() => Date.now()', 'bench.now')}`,
  'worker/factors/password.ts': () => readFileSync(join(HERE, 'cheap-password.ts'), 'utf8'),
  'worker/delivery/providers.ts': () => `export * from '${join(HERE, 'bench-delivery.ts')}';`,
};

/** The Worker as it is measured. @param entry of candidates/ */
export const measured = (entry: string) => bundle({ entry: join(HERE, entry), replace: REPLACEMENTS });

/** @param entry the Worker's entry; the hot user's differs by its object class */
export async function startCountersign(
  directory: string,
  entry = 'countersign.worker.ts',
  inspectorPort?: number,
): Promise<Countersign> {
  const server = await startWorker({
    name: 'countersign',
    modules: await measured(entry),
    directory,
    objects: COUNTERSIGN_OBJECTS,
    databases: ['DB'],
    variables: COUNTERSIGN_VARIABLES,
    emptyAssets: ['ASSETS'],
    entrypoints: [CONTROL],
    inspectorPort,
  });
  const database = await server.instance.getD1Database('DB');
  await migrate(database);
  const controlPort = Number((await server.instance.unsafeGetDirectURL('countersign', CONTROL)).port);
  const control = async (path: string, body?: unknown) => {
    const request = rawRequest({ method: body ? 'POST' : 'GET', path, host: 'control.example.test', body });
    const { status, body: answer } = (await load(controlPort, [request], 1)).responses[0]!;
    if (status !== 200) throw new Error(`The bench control answered ${status}: ${answer.slice(0, 300)}`);
    return JSON.parse(answer);
  };
  return {
    ...server,
    setClock: (offsetMs) => control(`/clock?offset=${offsetMs}`),
    mail: () => control('/mail'),
    ask: async <Row>(sql: string, ...values: (string | number)[]) =>
      (
        await database
          .prepare(sql)
          .bind(...values)
          .all<Row>()
      ).results,
    setAnswers: (answers) => control('/answers', answers),
  };
}

function substitute(source: string, old: string, replacement: string): string {
  if (!source.includes(old))
    throw new Error(`The benchmark replaces "${old}" in worker/clock.ts, and it is not there`);
  return source.replace(old, replacement);
}
