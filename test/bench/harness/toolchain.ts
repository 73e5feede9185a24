import { createRequire } from 'node:module';

/**
 * miniflare and esbuild as wrangler resolves them: the workerd that is measured is the one that
 * `wrangler dev` and the tests run, and neither needs a pin of its own.
 */
const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'));

export const miniflare: typeof import('miniflare') = fromWrangler('miniflare');
export const esbuild: typeof import('esbuild') = fromWrangler('esbuild');
/** The binary. */
export const workerd: string = fromWrangler('workerd').default;

export const versions = {
  node: process.version,
  wrangler: version('./package.json'),
  miniflare: version('miniflare/package.json'),
  workerd: version('workerd/package.json'),
};

function version(path: string): string {
  return fromWrangler(path).version;
}
