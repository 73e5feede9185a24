import type { Handler } from 'hono';
import { newestHead } from '../audit/sign-head.ts';
import { auditKeys } from '../audit/signing-keys.ts';
import { config } from '../config.ts';
import type { AppEnv } from '../http/app-env.ts';

/**
 * What the audit log is held to from outside: how many events there are and what they hash to, signed, and the keys.
 * Whoever keeps a copy of it can later tell whether the log was changed (docs/audit.md).
 */
export const auditHead: Handler<AppEnv> = async (c) => {
  const [keys, head] = await Promise.all([auditKeys(config.keyRing), newestHead(c.env.DB)]);
  return c.json({ keys, head }, 200);
};
