import type { FactorRow } from '../../../schema/user-tables.ts';
import { canonicalMailbox } from '../../directory/canonical-mailbox.ts';
import type { User } from '../user.ts';

/**
 * Whether a factor's codes go to the mailbox of the sign-in address, which can reset the password: it is no proof
 * beside that one.
 */
export const isSignInMailbox = (user: User, { method, address }: FactorRow) =>
  method === 'email' && canonicalMailbox(address!) === canonicalMailbox(user.account!.email!);
