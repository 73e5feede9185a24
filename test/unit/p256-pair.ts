/** base64url to bytes. */
export const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

const P256 = { name: 'ECDH', namedCurve: 'P-256' };

/** A pair for ECDH, of its parts as an RFC prints them. */
export async function pair(publicKey: string, privateKey: string): Promise<CryptoKeyPair> {
  const point = Buffer.from(publicKey, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  return {
    publicKey: await crypto.subtle.importKey('jwk', jwk, P256, true, []),
    privateKey: await crypto.subtle.importKey('jwk', { ...jwk, d: privateKey }, P256, true, ['deriveBits']),
  };
}
