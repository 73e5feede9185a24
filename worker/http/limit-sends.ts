import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';
import { requireRoom } from './limit-network.ts';

/**
 * A coarse limit by network on what sends something, in front of the exact counts of the objects behind it
 * (worker/user/sending/permit-send.ts). Asked before any object or D1 is, so it is the same for every address.
 * @throws Refused too-many-requests
 */
export const limitSends = (c: Context<AppEnv>) => requireRoom(c, c.env.SEND_LIMIT);
