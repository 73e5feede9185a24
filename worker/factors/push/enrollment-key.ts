import { config } from '../../config.ts';
import { keyedDigest } from '../../crypto/digest.ts';
import { encodeCrockford } from '../crockford.ts';

/** 80 bits: nobody guesses it in the ten minutes that it lives. */
export const ENROLLMENT_KEY_CHARACTERS = 16;

/** The one-use key with which a device joins. Derived from the enrollment's random id, so it is stored nowhere. */
export function enrollmentKey(enrollmentId: string): string {
  const { keyRing } = config;
  return encodeCrockford(
    keyedDigest(keyRing.key(keyRing.current, 'push-enrollment'), enrollmentId).slice(0, 10),
  );
}
