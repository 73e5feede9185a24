import type { Factor } from '#schema/api/factor.ts';
import { loadFactors } from '../load-factors.ts';
import { enrollPasskey } from './enroll-passkey.ts';
import { makesPasskeysItself } from './support.ts';

/** Nobody waits longer for what he did not ask for. */
const PATIENCE_MS = 3000;

/**
 * Lets the browser make a passkey on its own, where it does that (conditional create). Nobody asked for it, so
 * that it did not come to anything is not worth a word.
 * @returns the passkey, or null
 */
export async function enrollQuietly(): Promise<Factor | null> {
  try {
    if (!(await makesPasskeysItself())) return null;
    const { factors } = await loadFactors();
    const taken = factors.map(({ name }) => name);
    return (await enrollPasskey(taken, AbortSignal.timeout(PATIENCE_MS))).factor;
  } catch {
    return null;
  }
}
