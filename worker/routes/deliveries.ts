import { Hono } from 'hono';
import { config } from '../config.ts';
import { userObject } from '../directory/home.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readBytes } from '../http/read-bytes.ts';
import { Refused } from '../refused.ts';

/**
 * What a provider reports later of a message that it took. No part of the API: signed by the provider, and of no
 * use to anybody else. It is there only where such reports are asked for.
 */
export const deliveries = new Hono<AppEnv>().post('/twilio', async (c) => {
  const authToken = config.delivery.twilio?.authToken;
  if (!authToken) throw new Refused('not-found');
  const bytes = await readBytes(c.req.raw, 'application/x-www-form-urlencoded');
  const form = new URLSearchParams(new TextDecoder().decode(bytes));
  const { pathname, search } = new URL(c.req.url);
  const { signedByTwilio } = await import('../delivery/twilio-report.ts');
  const signature = c.req.header('X-Twilio-Signature');
  if (!(await signedByTwilio(authToken, config.origin + pathname + search, form, signature)))
    return c.body(null, 403);
  if (NOT_DELIVERED.has(form.get('MessageStatus') ?? ''))
    await pass(c.env, c.req.query('message') ?? '', form);
  return c.body(null, 204);
});

const NOT_DELIVERED = new Set(['undelivered', 'failed']);

async function pass(env: Env, messageId: string, form: URLSearchParams): Promise<void> {
  const { cannotReceive } = await import('../delivery/twilio.ts');
  const [home] = messageId.split('.');
  if (!home) return;
  const outcome = cannotReceive(Number(form.get('ErrorCode'))) ? 'unreachable' : 'failed';
  await userObject(env, home).noteUndelivered(messageId, outcome);
}
