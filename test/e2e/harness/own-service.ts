import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalService } from '../../../scripts/local-service.ts';
import { migrate, originOf, serve } from '../../../scripts/local-service.ts';
import { kill } from '../../crash/kill.ts';
import { PORT } from './service.ts';
import { test } from './test.ts';

/**
 * Gives a file's tests a service of their own, with settings that the others' has not. They run one after the other.
 * @param offset from the common service's port, another one for each file
 * @param vars made before the service starts, on a state that has its tables
 * @returns its origin
 */
export function ownService(
  offset: number,
  vars: (service: LocalService) => Promise<Record<string, string>>,
): string {
  const service = { port: PORT + offset, state: mkdtempSync(join(tmpdir(), 'countersign-own-')) };
  const origin = originOf(service);
  let running: ChildProcess;
  test.describe.configure({ mode: 'serial' });
  test.use({ baseURL: origin });
  test.beforeAll(async () => {
    await migrate(service);
    const settings = await vars(service);
    running = await serve({ ...service, vars: settings });
  });
  test.afterAll(async () => {
    await kill(running);
    rmSync(service.state, { recursive: true, force: true });
  });
  return origin;
}
