/** What this browser can do with passkeys. Each is asked of the browser, never guessed from its name. */

export const passkeysSupported = (): boolean => typeof globalThis.PublicKeyCredential === 'function';

/** Passkeys among the suggestions of a text field. */
export const autofillSupported = async (): Promise<boolean> =>
  passkeysSupported() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);

/** This very device can check the person: fingerprint, face or PIN. */
export const deviceCanVerify = async (): Promise<boolean> =>
  passkeysSupported() &&
  ((await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable?.().catch(() => false)) ?? false);
