import { passkey } from '@better-auth/passkey';
import type { BetterAuthOptions } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';

/**
 * better-auth with its two-factor and passkey plugins, as its documentation sets them up: the database handed over as
 * it is, everything else at its default. Three things are made lighter for it, never heavier: passwords
 * are not hashed (sign-in is made ahead and not measured), nothing is limited by address (one machine
 * plays all users), and nothing is logged.
 */
export function options(database: BetterAuthOptions['database'], baseURL: string) {
  return {
    appName: 'Benchmark',
    baseURL,
    secret: 'a-secret-of-the-benchmark-and-of-nothing-else',
    database,
    emailAndPassword: {
      enabled: true,
      password: {
        hash: async (password) => `unhashed:${password}`,
        verify: async ({ hash, password }) => hash === `unhashed:${password}`,
      },
    },
    plugins: [twoFactor(), passkey()],
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
  } satisfies BetterAuthOptions;
}
