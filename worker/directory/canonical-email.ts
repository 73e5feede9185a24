/**
 * An address in its one spelling: NFC, lower case, the domain in ASCII (UTS 46, by the URL parser). All that
 * are equal so are one account with one budget of guesses.
 */
export function canonicalEmail(email: string): string {
  const text = email.trim().normalize('NFKC').toLowerCase();
  const at = text.lastIndexOf('@');
  const domain = URL.parse(`https://${text.slice(at + 1)}`)?.hostname ?? text.slice(at + 1);
  return `${text.slice(0, at)}@${domain}`;
}
