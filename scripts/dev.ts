import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './build.ts';
import type { LocalService } from './local-service.ts';
import { migrate, originOf, serve } from './local-service.ts';
import { local, ownerLink } from './owner-link.ts';
import { seedQueue } from './seed-queue.ts';
import { demoAccountsFile, seed } from './seed.ts';

/** `npm run dev`: the whole service on this machine, with demo accounts. PORT and STATE choose another port and folder. */
const service: LocalService = {
  port: Number(process.env['PORT'] ?? 8787),
  state: resolve(process.env['STATE'] ?? join(import.meta.dirname, '../.dev')),
};

if (!process.argv.includes('--no-build')) {
  console.log('Building the console …');
  await build();
}
await migrate(service);
const ownerToken = existsSync(demoAccountsFile(service.state)) ? null : await ownerLink(local(service));
const child = await serve(service, 'inherit');
const origin = originOf(service);
// A state that was seeded by an older version has the first two only.
const [plain, twoStep, helpDesk, owner] = await seed(origin, service.state, ownerToken);
if (ownerToken) await seedQueue(origin);

const administrators = `  Administrators (${origin}/admin), both with two-step verification:
    ${owner?.email}    ${owner?.password}    owner        npm run code -- ${owner?.email}
    ${helpDesk?.email}     ${helpDesk?.password}     help desk    npm run code -- ${helpDesk?.email}
    There is something to do for them: marie@example.com asked for help, paula@example.com locked her account herself;
    louis@example.com was locked for a minute after wrong passwords.

`;
console.log(`
  Countersign runs on this machine.

  Console      ${origin}
  API          ${origin}/docs          (OpenAPI: ${origin}/openapi.json)
  Dev inbox    ${origin}/dev/inbox     (every mail that would have left)

  Demo accounts
    ${plain!.email}      ${plain!.password}
    ${twoStep!.email}    ${twoStep!.password}    two-step verification is on
      its authenticator app's code now:  npm run code
      a recovery code:                   ${twoStep!.recoveryCodes![0]}

${owner ? administrators : ''}  Ctrl+C ends it. Its state is in .dev; delete that folder to start anew.
`);

// `wrangler dev` fires no cron trigger: what the Worker does once a minute is asked for here (docs/audit.md).
const MINUTE_MS = 60_000;
setInterval(
  () => void fetch(`${origin}/cdn-cgi/handler/scheduled`).catch(() => undefined),
  MINUTE_MS,
).unref();

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
