import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { finished } from './local-service.ts';
import { writeOpenApi } from './write-openapi.ts';

const root = join(import.meta.dirname, '..');
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');

/** Builds what is served as files: the console and the API's description. */
export async function build(): Promise<void> {
  await writeOpenApi(join(root, 'console/static/openapi.json'));
  await finished(
    spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: join(root, 'console') }),
    'The console’s build',
  );
}

if (import.meta.main) await build();
