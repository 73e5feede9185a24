import { join } from 'node:path';
import { bundle } from '../harness/bundle.ts';
import { load } from '../harness/load.ts';
import { type RawRequest, rawRequest } from '../harness/request.ts';
import type { Side } from '../harness/side.ts';
import { type Server, startWorker } from '../harness/start-worker.ts';

export async function startBare(directory: string): Promise<Server> {
  return startWorker({
    name: 'bare',
    modules: await bundle({ entry: join(import.meta.dirname, 'bare.worker.ts') }),
    directory,
    objects: { OBJECTS: 'BareObject' },
  });
}

/** The bare limit over so many objects; one of them is the hot user. */
export async function bare(name: string, server: Server, objects: number): Promise<Side> {
  const list = (count: number, from: string) =>
    Array.from({ length: count }, (_, index) => post(`/${from}${name}-${index % objects}`));
  await load(server.port, list(objects, 'create/'), 16);
  return {
    name: 'object call + one SQLite write',
    server,
    accepted: (response) => response.status === 200 && response.body === 'done',
    async prepare(count) {
      // Idle objects are evicted after 10 s: touch them all, as the other side does when it begins challenges.
      await load(server.port, list(Math.min(count, objects), ''), 16);
      return list(count, '');
    },
  };
}

function post(path: string): RawRequest {
  return rawRequest({ method: 'POST', path, host: 'bare.example.test' });
}
