import type { FactorRow } from '../../../schema/user-tables.ts';

/** What is kept of a registered passkey, beside its counter (WebAuthn Level 3, credential record, section 4). */
export interface PasskeyParameters {
  /** Base64url. */
  credentialId: string;
  /** The COSE key, base64url. */
  publicKey: string;
  aaguid: string;
  transports: string[];
  /** Never changes in a credential's life (section 6.1.3). */
  backupEligible: boolean;
  backedUp: boolean;
  /** Whether the registration was user-verified. An assertion alone does not raise it (section 7.2 step 24). */
  userVerified: boolean;
  /** The attestation's format. */
  format: string;
  /** Signed by the credential's own key, so that the model is only claimed. */
  selfAttested: boolean;
}

export const passkeyParameters = (factor: FactorRow) => JSON.parse(factor.parameters!) as PasskeyParameters;
