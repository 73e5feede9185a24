import { fromBase64, toBase64Url } from '../../crypto/base64.ts';
import { HOUR, SECOND } from '../../clock.ts';

/** The key by which push services know this deployment: a private P-256 key as JWK. */
export interface VapidKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  d: string;
}

/** RFC 8292 section 2: at most 24 hours; it is made anew for each message. */
const TOKEN_MS = 12 * HOUR;

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };
const encoder = new TextEncoder();
const encoded = (value: object) => toBase64Url(encoder.encode(JSON.stringify(value)));

/** What browsers subscribe with, `applicationServerKey`: an uncompressed point, base64url. */
export function vapidPublicKey({ x, y }: VapidKey): string {
  const point = new Uint8Array(65);
  point[0] = 4;
  point.set(fromBase64(x)!, 1);
  point.set(fromBase64(y)!, 33);
  return toBase64Url(point);
}

/**
 * The Authorization header of one message (RFC 8292 section 3): a JWT for the push service's origin, signed
 * with ES256, and the public key.
 * @param subject a contact of this service: https: or mailto:
 * @param now ms since the epoch
 */
export async function vapidAuthorization(
  key: VapidKey,
  endpoint: string,
  subject: string,
  now: number,
): Promise<string> {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor((now + TOKEN_MS) / SECOND),
    sub: subject,
  };
  const text = `${encoded({ typ: 'JWT', alg: 'ES256' })}.${encoded(claims)}`;
  const { kty, crv, x, y, d } = key;
  const imported = await crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, ES256, false, ['sign']);
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    imported,
    encoder.encode(text),
  );
  return `vapid t=${text}.${toBase64Url(new Uint8Array(signature))}, k=${vapidPublicKey(key)}`;
}
