import { canonicalEmail } from './canonical-email.ts';

/**
 * The mailbox that an address reaches, as far as can be told: without a +tag. For counting what is sent there
 * only; an address with a tag is an address, and an account, of its own.
 */
export function canonicalMailbox(email: string): string {
  const address = canonicalEmail(email);
  const at = address.lastIndexOf('@');
  return address.slice(0, at).replace(/(?<=.)\+.*$/su, '') + address.slice(at);
}
