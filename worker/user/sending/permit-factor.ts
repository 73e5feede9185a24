import { isSent } from '../../../schema/api/method.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import type { Call, User } from '../user.ts';
import type { SendPermit } from './permit-send.ts';
import { permitSend } from './permit-send.ts';
import { recipientOf } from './recipient.ts';

/**
 * A factor to begin a challenge with, and where its codes are sent, the permit to send one. A permit is waited for;
 * whatever came meanwhile, everything is found anew afterwards.
 * @throws Refused what `find` throws, too-many-requests
 */
export async function permitFactor<Found extends { factor: FactorRow }>(
  user: User,
  call: Call,
  find: () => Found,
): Promise<Found & { permit: SendPermit | null }> {
  const found = find();
  const { method, address } = found.factor;
  if (!isSent(method)) return { ...found, permit: null };
  const permit = await permitSend(user, call, recipientOf(method, address!));
  return { ...find(), permit };
}
