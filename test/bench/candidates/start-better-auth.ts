import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../harness/bundle.ts';
import { cpuTime } from '../harness/cpu-time.ts';
import { load } from '../harness/load.ts';
import { rawRequest } from '../harness/request.ts';
import { type Server, startWorker } from '../harness/start-worker.ts';
import { BETTER_AUTH_ORIGIN } from './better-auth.ts';

const PEERS = join(import.meta.dirname, '../peers');
const PACKAGES = ['better-auth', '@better-auth/passkey'];

/** Installs what is only measured against, on the first run. Without install scripts: none needs one. */
export function installPeers(): void {
  if (PACKAGES.every((name) => existsSync(join(PEERS, 'node_modules', name)))) return;
  console.log('Installing better-auth for the benchmark alone (test/bench/peers) …');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], {
    cwd: PEERS,
    stdio: 'inherit',
  });
}

export async function startBetterAuthOnWorkerd(directory: string): Promise<Server> {
  const server = await startWorker({
    name: 'better-auth',
    modules: await bundle({ entry: join(PEERS, 'worker.ts') }),
    directory,
    databases: ['DB'],
    variables: { ORIGIN: BETTER_AUTH_ORIGIN },
    flags: ['nodejs_compat'],
  });
  const migrate = rawRequest({ method: 'POST', path: '/migrate', host: 'auth.example.test' });
  const [response] = (await load(server.port, [migrate], 1)).responses;
  if (response!.status !== 200) throw new Error(`better-auth did not migrate: ${response!.body}`);
  return server;
}

export async function startBetterAuthOnNode(directory: string): Promise<Server> {
  const child = fork(join(PEERS, 'node.ts'), [join(directory, 'better-auth.sqlite'), BETTER_AUTH_ORIGIN], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const port: number = await Promise.race([
    once(child, 'message').then(([message]) => message),
    once(child, 'exit').then(() => Promise.reject(new Error('better-auth on Node did not start'))),
  ]);
  const pid = child.pid!;
  return {
    name: 'better-auth on Node',
    port,
    pid,
    cpuMs: () => cpuTime(pid),
    async stop() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}
