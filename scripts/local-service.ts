import { randomBytes } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { newVapidKey } from './new-vapid-key.ts';

/** The service on this machine: where it keeps its state, and where it listens. */
export interface LocalService {
  port: number;
  /** D1, the objects and the keys; made when missing. */
  state: string;
  /** Further variables of the Worker. */
  vars?: Record<string, string>;
}

const root = join(import.meta.dirname, '..');
const wrangler = join(
  dirname(createRequire(import.meta.url).resolve('wrangler/package.json')),
  'bin/wrangler.js',
);

const QUIET = {
  // A laptop needs no account, and a build no network.
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CI: 'true',
};

export const originOf = ({ port }: LocalService) => `http://localhost:${port}`;

/** Applies the D1 migrations that the state does not have yet. */
export async function migrate({ state }: LocalService): Promise<void> {
  await finished(
    start(['d1', 'migrations', 'apply', 'countersign', '--local', '--persist-to', state], 'pipe'),
    'the D1 migrations',
  );
}

/** Runs one statement in D1. @param where `--remote`, or `--local` with a state */
export async function execute(statement: string, where: string[]): Promise<void> {
  await finished(
    start(['d1', 'execute', 'countersign', ...where, '--yes', '--command', statement], 'pipe'),
    'the statement in D1',
  );
}

/** Starts `wrangler dev` and waits until it answers. The process is the caller's to end. */
export async function serve(
  service: LocalService,
  output: 'inherit' | 'ignore' | 'pipe' = 'ignore',
): Promise<ChildProcess> {
  const { port, state } = service;
  const taken = await fetch(originOf(service)).then(
    () => true,
    () => false,
  );
  if (taken) throw new Error(`Port ${port} is in use. Choose another one: PORT=8900 npm run dev`);
  const flags = ['--port', String(port), '--ip', '127.0.0.1', '--inspector-port', String(port + 1_000)];
  const child = start(
    [
      'dev',
      ...flags,
      '--persist-to',
      state,
      '--env-file',
      varsFile(service),
      '--show-interactive-dev-session=false',
      '--log-level',
      'warn',
    ],
    output,
  );
  await answers(`${originOf(service)}/health`, child);
  return child;
}

/** Writes the variables of a laptop's Worker; its key is made once and kept beside the state. */
function varsFile(service: LocalService): string {
  const { state, vars = {} } = service;
  mkdirSync(state, { recursive: true });
  const keys = join(state, 'key-ring.json');
  if (!existsSync(keys))
    writeFileSync(keys, JSON.stringify({ current: 'k1', k1: randomBytes(32).toString('base64') }), {
      mode: 0o600,
    });
  const all = {
    ENVIRONMENT: 'development',
    EMAIL_DELIVERY: 'inbox',
    SMS_DELIVERY: 'inbox',
    REMEMBER_DEVICE_DAYS: '30',
    ORIGIN: originOf(service),
    KEY_RING: readFileSync(keys, 'utf8'),
    VAPID_KEY: vapidKey(state),
    ...vars,
  };
  const file = join(state, 'vars.env');
  writeFileSync(
    file,
    Object.entries(all)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
    { mode: 0o600 },
  );
  return file;
}

/** The key by which push services know this laptop; made once and kept beside the state. */
function vapidKey(state: string): string {
  const file = join(state, 'vapid-key.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(newVapidKey()), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function start(args: string[], output: 'inherit' | 'ignore' | 'pipe'): ChildProcess {
  return spawn(process.execPath, [wrangler, ...args], {
    cwd: root,
    env: { ...process.env, ...QUIET },
    stdio: ['ignore', output, output],
  });
}

/** @throws Error with what the process printed when it fails */
export async function finished(child: ChildProcess, what: string): Promise<void> {
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`${what} failed:\n${printed}`);
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 900; attempt++) {
    if (child.exitCode !== null) throw new Error('wrangler dev ended before it answered');
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} did not answer within three minutes`);
}
