import { defineConfig } from 'vitest/config';
import { startProviders } from './test/providers/start-providers.ts';

const providers = await startProviders();
// After it: miniflare reads whom to trust when it is loaded.
const { cloudflareTest, readD1Migrations } = await import('@cloudflare/vitest-plugin');

const migrations = await readD1Migrations('schema/migrations');

/** For a machine ten times slower than a laptop: only what fails takes so long. */
const PATIENCE = { testTimeout: 240_000, hookTimeout: 240_000, expect: { poll: { timeout: 30_000 } } };

/** Two kinds: `unit` in Node (vectors, pure functions), `worker` in workerd with real D1 and Durable Objects. */
export default defineConfig({
  test: {
    // Much of a test's time is waiting (uniform answers, mail): two files at a time, whatever the machine has.
    maxWorkers: 2,
    // A socket whose certificate workerd refuses rejects a promise of workerd's own, too: nobody can catch that one.
    onUnhandledError: ({ message }) => !/^internal error; reference = \w+$/.test(message),
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], ...PATIENCE } },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                ENVIRONMENT: 'development',
                EMAIL_DELIVERY: 'inbox',
                SMS_DELIVERY: 'inbox',
                REMEMBER_DEVICE_DAYS: '30',
                ORIGIN: 'http://localhost',
                KEY_RING: JSON.stringify({ current: 'k1', k1: btoa('0123456789abcdef0123456789abcdef') }),
                // For tests only.
                VAPID_KEY: JSON.stringify({
                  kty: 'EC',
                  crv: 'P-256',
                  x: 'SbggT88SkUV1JaYS6XP84S1WGTcbMjVHuXI0crX0GdU',
                  y: 'Rj0leXCBs2hdYQ0lZgA3XAhC_WfsMLOovYiOnyYApog',
                  d: 'pfezLjJpeRPl2p8CkSFQ5AKzfU9A_n42FNxZGI9jQfU',
                }),
                MIGRATIONS: migrations,
                ...providers,
              },
              ratelimits: {},
              r2Buckets: ['AUDIT_BUCKET'],
            },
          }),
        ],
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['test/worker/setup.ts'],
          ...PATIENCE,
        },
      },
    ],
  },
});
