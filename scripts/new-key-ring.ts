import { randomBytes } from 'node:crypto';

/** Prints a new KEY_RING secret with one key, for `wrangler secret put KEY_RING`. */
process.stdout.write(JSON.stringify({ current: 'k1', k1: randomBytes(32).toString('base64') }));
