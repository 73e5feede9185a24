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
  const detail = (text: string) => ({ detail: text });
  if (policy.denyAaguids.includes(claim.aaguid)) return detail('This model is not allowed.');
  if (policy.allowAaguids.length > 0 && !policy.allowAaguids.includes(claim.aaguid)) {
    return detail('This model is not among those that are allowed.');
  }
  if (policy.attestation === 'direct' && (claim.format === 'none' || claim.selfAttested)) {
    return detail('It did not prove what model it is. Allow the browser to see make and model.');
  }
  if (policy.requireDeviceBound && claim.backupEligible) {
    return detail('It is copied between devices. Use a security key, or a passkey that stays on one device.');
  }
  if (policy.requireUserVerification && !claim.userVerified)
    return detail('It has no PIN or fingerprint set up.');
  if (claim.metadata?.revoked) return detail('Its maker or the FIDO Alliance withdrew this model.');
  if (claim.metadata === null && policy.allowAaguids.length > 0) {
    return detail('The metadata service does not know this model, so that nothing proves it.');
  }
  if (claim.metadata && policy.attestation === 'direct' && !claim.metadata.trusted) {
    return detail('Its proof of what it is does not lead to its maker.');
  }
  return null;
}
