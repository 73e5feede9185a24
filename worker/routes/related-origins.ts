import type { Handler } from 'hono';
import { config } from '../config.ts';
import type { AppEnv } from '../http/app-env.ts';
import { Refused } from '../refused.ts';

/** The origins that may use this service's passkeys (WebAuthn Level 3 section 5.11.1). */
export const relatedOrigins: Handler<AppEnv> = (c) => {
  if (config.relatedOrigins.length === 0) throw new Refused('not-found');
  return c.json({ origins: [config.origin, ...config.relatedOrigins] }, 200);
};
