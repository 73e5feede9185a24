import { join } from 'node:path';
import { bundle } from '../harness/bundle.ts';
import { migrate } from '../harness/migrate.ts';
import { rawRequest } from '../harness/request.ts';
import type { Side } from '../harness/side.ts';
import { type Server, startWorker } from '../harness/start-worker.ts';
import { seedDatabase } from '../seed/seed-database.ts';
import type { SeededUser } from '../seed/seed-users.ts';

/** A Worker that reads one row, over a directory of as many people. */
export async function startBareRead(directory: string, people: number): Promise<Server> {
  const start = async () =>
    startWorker({
      name: 'bare-read',
      modules: await bundle({ entry: join(import.meta.dirname, 'bare-read.worker.ts') }),
      directory,
      databases: ['DB'],
    });
  const empty = await start();
  await migrate(await empty.instance.getD1Database('DB'));
  await empty.stop();
  seedDatabase(directory, people, 0);
  return start();
}

/** One row of somebody else each time. */
export function bareRead(server: Server, users: SeededUser[]): Side {
  let next = 0;
  return {
    name: 'a Worker that reads one row',
    server,
    accepted: ({ status, body }) => status === 200 && body.startsWith('{"id"'),
    prepare: async (count) =>
      Array.from({ length: count }, () => {
        next = (next + 7_919) % users.length;
        return rawRequest({ method: 'GET', path: `/${users[next]!.id}`, host: 'bare.example.test' });
      }),
  };
}
