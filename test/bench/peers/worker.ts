/** better-auth on workerd with D1: the binding is its database, and one instance serves all requests. */
import { env } from 'cloudflare:workers';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { options } from './options.ts';

const { DB, ORIGIN } = env as unknown as { DB: D1Database; ORIGIN: string };
const auth = betterAuth(options(DB, ORIGIN));

export default {
  async fetch(request: Request) {
    if (new URL(request.url).pathname !== '/migrate') return auth.handler(request);
    const { runMigrations } = await getMigrations(auth.options);
    await runMigrations();
    return new Response('migrated');
  },
};
