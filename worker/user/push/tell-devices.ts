import type { User } from '../user.ts';
import { tellSockets } from './push-sockets.ts';
import { sendPushes } from './send-pushes.ts';

/**
 * Tells the account's push devices that what they show has changed: those whose app is open at once, the others
 * by Web Push.
 * @param begun the challenge that was begun; null when one is over
 */
export async function tellDevices(user: User, ctx: DurableObjectState, begun: string | null): Promise<void> {
  await Promise.all([tellSockets(user, ctx), begun && sendPushes(user, begun)]);
}
