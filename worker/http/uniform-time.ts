import type { Context } from 'hono';
import { now } from '../clock.ts';
import { UNIFORM_ANSWER_MS } from '../policy/limits.ts';
import type { AppEnv } from './app-env.ts';

/**
 * Waits for the next mark after the request came in, so that an answer's time does not tell what work was
 * behind it. Waiting costs no CPU.
 * @param least what the work takes at worst: the first mark comes after it
 */
export async function uniformTime(c: Context<AppEnv>, least = 0): Promise<void> {
  const elapsed = now() - c.get('startedAt');
  const mark = Math.ceil((Math.max(least, elapsed) + 1) / UNIFORM_ANSWER_MS) * UNIFORM_ANSWER_MS;
  await new Promise((resolve) => setTimeout(resolve, mark - elapsed));
}
