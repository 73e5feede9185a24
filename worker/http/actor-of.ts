import type { Context } from 'hono';
import type { Actor } from '../user/administered/actor.ts';
import type { AppEnv } from './app-env.ts';

/** The administrator who asks, with his reason: what goes into the ledger of whom he acts on. */
export function actorOf(c: Context<AppEnv>, reason: string): Actor {
  const { userId, role } = c.get('admin');
  return { id: userId, role, reason };
}
