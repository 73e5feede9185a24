import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const migrations = await readD1Migrations('schema/migrations');

/** Two kinds: `unit` in Node (vectors, pure functions), `worker` in workerd with real D1 and Durable Objects. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                ENVIRONMENT: 'development',
                DELIVERY: 'inbox',
                SMS_DELIVERY: 'inbox',
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
              },
              ratelimits: {},
            },
          }),
        ],
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts'],
          setupFiles: ['test/worker/setup.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
