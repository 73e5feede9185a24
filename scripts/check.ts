import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** `npm run check`: format, lint, types, the console's own checks, unused code. All of them run; any may fail. */
const root = join(import.meta.dirname, '..');

/** Path of a package's program, so that every check runs under this very Node. */
const program = (name: string, bin: string) => join(root, 'node_modules', name, bin);

const tsc = program('typescript', 'bin/tsc');
const CHECKS: Record<string, string[][]> = {
  format: [[program('prettier', 'bin/prettier.cjs'), '--check', '.', '--log-level', 'warn']],
  lint: [[program('oxlint', 'bin/oxlint'), '--quiet']],
  'lint of the console’s templates': [[program('eslint', 'bin/eslint.js'), 'console/src']],
  'types of the Worker and its tests': [[tsc, '-p', 'test/worker']],
  'types of scripts and other tests': [[tsc, '-p', '.']],
  // The console's typed client is made from the declarations that the first of these writes.
  console: [
    [tsc, '-b', '../worker'],
    [program('@sveltejs/kit', 'svelte-kit.js'), 'sync'],
    [
      program('svelte-check', 'bin/svelte-check'),
      '--tsconfig',
      './tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'human',
    ],
    [tsc, '-p', 'src/service-worker'],
  ],
  'unused code': [[program('knip', 'bin/knip.js'), '--no-progress']],
};

/** Runs one check's commands after one another. @returns what it printed when it failed */
async function run(name: string, commands: string[][]): Promise<string | null> {
  for (const command of commands) {
    const child = spawn(process.execPath, command, {
      cwd: name === 'console' ? join(root, 'console') : root,
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    if (code !== 0) return printed;
  }
  return null;
}

const started = Date.now();
const results = await Promise.all(
  Object.entries(CHECKS).map(async ([name, commands]) => {
    const failure = await run(name, commands);
    console.log(failure === null ? `ok      ${name}` : `FAILED  ${name}\n${failure}`);
    return failure === null;
  }),
);
console.log(`${results.filter(Boolean).length} passed, ${results.filter((ok) => !ok).length} failed`);
console.log(`in ${Math.round((Date.now() - started) / 1000)} s`);
process.exitCode = results.every(Boolean) ? 0 : 1;
