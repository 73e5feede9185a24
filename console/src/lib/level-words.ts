import { words } from './language.svelte.ts';
import { listOf } from './list-of.ts';

/** How the proofs of a session are called, by their RFC 8176 values: 'password, code' */
export function proofWords(amr: readonly string[]): string {
  const proofs: Readonly<Record<string, string>> = words().proofs;
  return listOf(amr.flatMap((value) => proofs[value] ?? []));
}
