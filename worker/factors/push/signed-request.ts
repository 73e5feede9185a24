import { fromBase64, toBase64Url } from '../../crypto/base64.ts';

/**
 * How an authenticator signs what it asks of this service (docs/push-protocol.md): an ECDSA P-256 signature with
 * SHA-256 over one text that names everything the request means. So a request can neither be altered, nor used
 * at another service, nor for another purpose.
 */
export interface SignedRequest {
  /** `<user id>.<device id>` */
  device: string;
  /** ms since the epoch, by the service's clock as the device knows it. */
  time: number;
  /** 64 bytes: r and s (IEEE P1363), base64url. */
  signature: string;
}

/** What a signature is over, beside the device and the time. */
export interface Asked {
  origin: string;
  method: string;
  /** Path and query. */
  path: string;
  /** As it was sent; empty where there is none. */
  body: Uint8Array<ArrayBuffer>;
}

const HEADER = /^Countersign-Device ([\w-]{22}\.[\w-]{22}), time=(\d{10,15}), signature=([\w-]{86})$/;

/** The parts of the Authorization header; null when it is not of that form. */
export function readSignature(header: string | null | undefined): SignedRequest | null {
  const [, device, time, signature] = HEADER.exec(header ?? '') ?? [];
  return device && time && signature ? { device, time: Number(time), signature } : null;
}

/** The text that is signed. Each part is on a line of its own; none can contain a line break. */
export async function signedText(asked: Asked, device: string, time: number): Promise<string> {
  const bodyHash = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', asked.body)));
  return ['countersign-device-v1', asked.origin, asked.method, asked.path, device, time, bodyHash].join('\n');
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

/**
 * Imports a device's public key.
 * @param publicKey an uncompressed point of P-256, 65 bytes, base64url
 * @returns null when it is none, or not on the curve
 */
export async function importDeviceKey(publicKey: string): Promise<CryptoKey | null> {
  const bytes = fromBase64(publicKey);
  if (bytes?.length !== 65 || bytes[0] !== 4) return null;
  return crypto.subtle.importKey('raw', bytes, P256, false, ['verify']).catch(() => null);
}

/** Whether a device signed this. */
export async function isSignedBy(key: CryptoKey, asked: Asked, request: SignedRequest): Promise<boolean> {
  const text = await signedText(asked, request.device, request.time);
  const signature = fromBase64(request.signature);
  return (
    signature?.length === 64 &&
    (await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key,
      signature,
      new TextEncoder().encode(text),
    ))
  );
}

/** The text by which a device shows that it has the key that it brings. */
export const joinText = (origin: string, key: string, publicKey: string) =>
  ['countersign-join-v1', origin, key, publicKey].join('\n');

export async function verifyJoin(
  imported: CryptoKey,
  {
    origin,
    key,
    publicKey,
    signature,
  }: { origin: string; key: string; publicKey: string; signature: string },
): Promise<boolean> {
  const bytes = fromBase64(signature);
  const text = new TextEncoder().encode(joinText(origin, key, publicKey));
  return (
    bytes?.length === 64 &&
    (await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, bytes, text))
  );
}
