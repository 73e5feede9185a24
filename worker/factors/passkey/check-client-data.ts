import type { ProblemCode } from '../../../schema/api/problem.ts';
import type { Expectations } from './expectations.ts';

/** The members of CollectedClientData that are looked at (WebAuthn Level 3 section 5.8.1). */
export interface ClientData {
  type: unknown;
  challenge: unknown;
  origin: unknown;
  crossOrigin?: unknown;
  topOrigin?: unknown;
}

/**
 * Checks what the browser says of itself: section 7.1 steps 7 to 11, section 7.2 steps 10 to 14.
 * @returns null, or why it is refused
 */
export function checkClientData(data: ClientData, expected: Expectations): ProblemCode | null {
  if (data.type !== expected.type) return 'passkey-wrong-type';
  if (data.challenge !== expected.challenge) return 'passkey-wrong-challenge';
  if (typeof data.origin !== 'string' || !expected.origins.includes(data.origin))
    return 'passkey-wrong-origin';
  // The console is never framed (frame-ancestors 'none'), so nothing honest comes from inside another page.
  if (data.crossOrigin !== undefined && data.crossOrigin !== false) return 'passkey-cross-origin';
  if (data.topOrigin !== undefined) return 'passkey-cross-origin';
  return null;
}
