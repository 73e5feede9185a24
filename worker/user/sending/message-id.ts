import { digest } from '../../crypto/digest.ts';
import type { User } from '../user.ts';

/**
 * The id of the message that an event sends to an address: the same on every try, so that a provider, or the
 * person's mail program, can tell a repetition. By address, not by its place in a list that may change
 * between two tries.
 */
export const messageId = ({ id, account }: User, seq: number, to: string) =>
  `${id}.${account!.epoch}.${seq}.${digest(to).slice(0, 8)}`;
