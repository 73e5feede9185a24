import type { ProblemCode } from '../../../schema/api/problem.ts';
import { isAcceptableKey, isEcdsaKey } from './algorithms.ts';
import { importPublicKey, verifySignature } from './public-key.ts';

/** r = s = 1 in DER; for other kinds of key just no signature. */
const ECDSA_NONE = [0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01];
const NONE = Array<number>(64).fill(0);

/**
 * Checks that a key is one that was offered, and that sign-in will be able to use it: it is tried the way sign-in
 * does, on a signature that is none. A point that is not on its curve cannot be imported (CHECKLIST E3).
 * @returns null, or why it is refused
 */
export async function checkKey(
  key: Map<number, unknown>,
  encoded: Uint8Array<ArrayBuffer>,
): Promise<ProblemCode | null> {
  if (!isAcceptableKey(key)) return 'passkey-algorithm';
  const signature = Uint8Array.from(isEcdsaKey(key) ? ECDSA_NONE : NONE);
  try {
    const verified = await verifySignature(await importPublicKey(encoded), signature, new Uint8Array(0));
    return verified === false ? null : 'passkey-algorithm';
  } catch {
    return 'passkey-algorithm';
  }
}
