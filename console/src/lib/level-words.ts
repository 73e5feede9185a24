import { words } from './language.svelte.ts';
import { listOf } from './list-of.ts';

/** How the proofs of a session are called, by their RFC 8176 values: 'password, code' */
export function proofWords(amr: readonly string[]): string {
  const proofs: Readonly<Record<string, string>> = words().proofs;
  // A passkey is a key that somebody was present for; the key of a push device is not.
  const named = amr.map((value) => (value === 'pop' && !amr.includes('user') ? 'push' : value));
  return listOf(named.flatMap((value) => proofs[value] ?? []));
}
