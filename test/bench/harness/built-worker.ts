import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Module } from './bundle.ts';

const ROOT = join(import.meta.dirname, '../../..');

const TYPES: Partial<Record<string, Module['type']>> = {
  '.js': 'ESModule',
  '.wasm': 'CompiledWasm',
  '.txt': 'Text',
};

export interface BuiltWorker {
  modules: Module[];
  scriptGzipBytes: number;
  /** The script and what lies beside it, WebAssembly and texts: what is uploaded. */
  totalGzipBytes: number;
}

/** The Worker exactly as `wrangler deploy` would upload it, and its size. Uploads nothing. */
export function builtWorker(directory: string): BuiltWorker {
  const assets = join(directory, 'assets');
  const out = join(directory, 'out');
  mkdirSync(assets, { recursive: true });
  execFileSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/wrangler/bin/wrangler.js'),
      'deploy',
      '--dry-run',
      '--outdir',
      out,
      '--assets',
      assets,
    ],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    },
  );
  const modules = readdirSync(out).flatMap((name): Module[] => {
    const type = TYPES[extname(name)];
    if (!type) return [];
    const bytes = new Uint8Array(readFileSync(join(out, name)));
    return [{ type, path: `/${name}`, contents: bytes }];
  });
  modules.sort((a) => (a.type === 'ESModule' ? -1 : 1));
  const gzipBytes = (list: Module[]) =>
    list.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
  return { modules, scriptGzipBytes: gzipBytes(modules.slice(0, 1)), totalGzipBytes: gzipBytes(modules) };
}
