/** What this browser can do with passkeys. Each is asked of the browser, never guessed from its name. */

export const passkeysSupported = (): boolean => typeof globalThis.PublicKeyCredential === 'function';

/** Passkeys among the suggestions of a text field. */
export const autofillSupported = async (): Promise<boolean> =>
  passkeysSupported() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);

/** The browser makes passkeys on its own, for people who just signed in with a password that it keeps. */
export const makesPasskeysItself = async (): Promise<boolean> => {
  if (!passkeysSupported()) return false;
  const capabilities = await PublicKeyCredential.getClientCapabilities?.().catch(() => null);
  return capabilities?.['conditionalCreate'] ?? false;
};

/** This very device can check the person: fingerprint, face or PIN. */
export const deviceCanVerify = async (): Promise<boolean> =>
  passkeysSupported() &&
  ((await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable?.().catch(() => false)) ?? false);
