import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../../scripts/build.ts';
import { migrate, serve } from '../../../scripts/local-service.ts';
import { local, ownerLink } from '../../../scripts/owner-link.ts';
import { kill } from '../../crash/kill.ts';
import { makeOwners } from './admins.ts';
import { CHROMIUM, NO_CHROMIUM } from './chromium.ts';
import { startLocalPushService } from './push-service.ts';
import { PORT } from './service.ts';

/** Builds the console and starts the service on an empty state. @returns what ends it */
export default async function startService(): Promise<() => Promise<void>> {
  if (!CHROMIUM) {
    console.warn(NO_CHROMIUM);
    return async () => {};
  }
  if (process.env['E2E_BUILD'] !== 'false') await build();
  const vars = await startLocalPushService();
  const service = { port: PORT, state: mkdtempSync(join(tmpdir(), 'countersign-e2e-')), vars };
  await migrate(service);
  const token = await ownerLink(local(service));
  const running = await serve(service);
  await makeOwners(service, token);
  return async () => {
    await kill(running);
    rmSync(service.state, { recursive: true, force: true });
  };
}
