import { because } from '../../schema/api/reason.ts';
import type { ProblemDetail } from '../../schema/api/problem.ts';

/** What the deployment asks of passkeys (docs/operating.md, PASSKEY_POLICY). */
export interface PasskeyPolicy {
  /** `direct` asks authenticators to say what they are, and lets only those in that can prove it. */
  attestation: 'none' | 'direct';
  /** Models that are allowed; empty: all. Needs `direct`, since without proof a model is only claimed. */
  allowAaguids: string[];
  /** Models that are refused. */
  denyAaguids: string[];
  requireUserVerification: boolean;
  /** Refuses passkeys that are copied between devices. */
  requireDeviceBound: boolean;
}

export const DEFAULT_PASSKEY_POLICY: PasskeyPolicy = {
  attestation: 'none',
  allowAaguids: [],
  denyAaguids: [],
  requireUserVerification: false,
  requireDeviceBound: false,
};

/** What a registration says of its authenticator, as far as it was verified. */
export interface AuthenticatorClaim {
  aaguid: string;
  format: string;
  selfAttested: boolean;
  backupEligible: boolean;
  userVerified: boolean;
  /** The metadata service's word on the model, where a BLOB was given; null where the model is unknown there. */
  metadata?: { revoked: boolean; trusted: boolean } | null | undefined;
}

/** @returns null, or why this authenticator may not be registered, in words for its owner */
export function passkeyFault(claim: AuthenticatorClaim, policy: PasskeyPolicy): ProblemDetail | null {
  if (policy.denyAaguids.includes(claim.aaguid)) return because('model-denied');
  if (policy.allowAaguids.length > 0 && !policy.allowAaguids.includes(claim.aaguid)) {
    return because('model-not-listed');
  }
  if (policy.attestation === 'direct' && (claim.format === 'none' || claim.selfAttested)) {
    return because('model-not-proven');
  }
  if (policy.requireDeviceBound && claim.backupEligible) {
    return because('not-device-bound');
  }
  if (policy.requireUserVerification && !claim.userVerified) return because('no-user-verification');
  if (claim.metadata?.revoked) return because('model-withdrawn');
  if (claim.metadata === null && policy.allowAaguids.length > 0) {
    return because('model-unknown');
  }
  if (claim.metadata && policy.attestation === 'direct' && !claim.metadata.trusted) {
    return because('proof-not-trusted');
  }
  return null;
}
