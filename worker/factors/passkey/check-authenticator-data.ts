import type { ProblemCode } from '../../../schema/api/problem.ts';
import type { Expectations } from './expectations.ts';

/** The fixed head of authenticator data (WebAuthn Level 3 section 6.1). */
export interface AuthenticatorHead {
  rpIdHash: Uint8Array;
  flags: { up: boolean; uv: boolean; be: boolean; bs: boolean };
}

/**
 * Checks what the authenticator says: section 7.1 steps 14 to 18, section 7.2 steps 15 to 19.
 * @param rpIdHash SHA-256 of the expected RP id
 * @param backupEligible what was said at registration; undefined at registration itself
 * @returns null, or why it is refused
 */
export function checkAuthenticatorData(
  { rpIdHash, flags }: AuthenticatorHead,
  expected: Expectations & { rpIdHash: Uint8Array; backupEligible?: boolean },
): ProblemCode | null {
  if (!sameBytes(rpIdHash, expected.rpIdHash)) return 'passkey-wrong-service';
  if (!flags.up && !expected.conditional) return 'passkey-user-not-present';
  if (expected.requireUserVerification && !flags.uv) return 'passkey-user-not-verified';
  if (flags.bs && !flags.be) return 'passkey-backup-flags';
  if (expected.backupEligible !== undefined && flags.be !== expected.backupEligible)
    return 'passkey-backup-flags';
  return null;
}

const sameBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
