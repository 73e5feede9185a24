import { keyedDigest } from '../crypto/digest.ts';
import type { KeyRing } from '../crypto/key-ring.ts';
import { encodeCrockford } from './crockford.ts';

/**
 * The code of a challenge that is answered by mail. It is derived from the challenge's random id under a
 * secret key, so it is stored nowhere, not even hashed, and a resend repeats it. Uniform to within 2^-40.
 */
export function mailedCode(ring: KeyRing, challengeId: string): string {
  const bytes = keyedDigest(ring.key(ring.current, 'mailed-code'), challengeId);
  const number = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  return String(number % 1_000_000n).padStart(6, '0');
}

/**
 * The code of a password reset: 40 bits, since anybody may start one for anybody, as often as the sending
 * limits allow, without a budget of guesses that a stranger could spend to lock the owner out.
 */
export function mailedResetCode(ring: KeyRing, challengeId: string): string {
  return encodeCrockford(
    keyedDigest(ring.key(ring.current, 'mailed-code'), `reset/${challengeId}`).slice(0, 5),
  );
}
