/** Authenticator data (WebAuthn Level 3 section 6.1): RP id hash 32, flags 1, counter 4, then the AAGUID. */
const FLAGS_AT = 32;
const USER_VERIFIED = 0x04;
const AAGUID_START = 37;
const AAGUID_END = 53;

/** What a new passkey's authenticator says of itself; null where the browser does not pass it on. */
export function readAuthenticatorData(
  response: AuthenticatorAttestationResponse,
): { aaguid: string; userVerified: boolean } | null {
  const buffer = response.getAuthenticatorData?.();
  if (!buffer || buffer.byteLength < AAGUID_END) return null;
  const data = new Uint8Array(buffer);
  const hex = Array.from(data.slice(AAGUID_START, AAGUID_END), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  return {
    aaguid: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    userVerified: ((data[FLAGS_AT] ?? 0) & USER_VERIFIED) !== 0,
  };
}
