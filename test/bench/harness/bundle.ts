import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Plugin } from 'esbuild';
import { esbuild } from './toolchain.ts';

/** A module as workerd takes it. The first of a list is the entry. */
export interface Module {
  type: 'ESModule' | 'CompiledWasm' | 'Text';
  path: string;
  contents: string | Uint8Array<ArrayBuffer>;
}

/** Source files that are changed on the way: ending of the resolved path → old source to new source. */
export type Replacements = Record<string, (source: string) => string>;

export interface BundleOptions {
  entry: string;
  replace?: Replacements;
}

/** Bundles a Worker like wrangler does: one ES module, and WebAssembly beside it. */
export async function bundle({ entry, replace = {} }: BundleOptions): Promise<Module[]> {
  const wasm: Module[] = [];
  const result = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['browser', 'module', 'main'],
    external: ['cloudflare:*', 'node:*'],
    loader: { '.sql': 'text', '.txt': 'text', '.html': 'text' },
    plugins: [collectWasm(wasm), replaceSources(replace)],
    logLevel: 'error',
  });
  return [{ type: 'ESModule', path: '/worker.mjs', contents: result.outputFiles[0]!.text }, ...wasm];
}

function collectWasm(found: Module[]): Plugin {
  return {
    name: 'collect-wasm',
    setup(build) {
      build.onResolve(
        { filter: /\.wasm(\?module)?$/ },
        async ({ path: request, resolveDir, kind, pluginData }) => {
          if (pluginData === 'resolving') return undefined;
          const name = request.replace(/\?module$/, '');
          const { path } = await build.resolve(name, { resolveDir, kind, pluginData: 'resolving' });
          const module = `/${basename(path)}`;
          if (!found.some((other) => other.path === module)) {
            found.push({
              type: 'CompiledWasm',
              path: module,
              contents: new Uint8Array(await readFile(path)),
            });
          }
          return { path: `.${module}`, external: true };
        },
      );
    },
  };
}

function replaceSources(replace: Replacements): Plugin {
  return {
    name: 'replace-sources',
    setup(build) {
      const unused = new Set(Object.keys(replace));
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const ending = Object.keys(replace).find((candidate) => path.endsWith(candidate));
        if (!ending) return undefined;
        unused.delete(ending);
        return { contents: replace[ending]!(await readFile(path, 'utf8')), loader: 'ts' };
      });
      build.onEnd(() => {
        if (unused.size > 0) throw new Error(`The Worker no longer has ${[...unused].join(', ')}`);
      });
    },
  };
}
