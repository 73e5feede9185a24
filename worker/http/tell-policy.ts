import { createMiddleware } from 'hono/factory';
import { currentPolicy } from '../directory/current-policy.ts';
import type { AppEnv } from './app-env.ts';

/** A step-up and the second step of a sign-in: the object goes by what it heard when they were begun. */
const VERIFICATION = /^\/v1\/challenges\/[^/]+\/verify$/;

/** Hands the policy on to the user's object, with every call but the verification of a challenge. */
export const tellPolicy = createMiddleware<AppEnv>(async (c, next) => {
  if (!VERIFICATION.test(c.req.path))
    c.get('call').policy = await currentPolicy(c.env.DB, (work) => c.executionCtx.waitUntil(work));
  await next();
});
