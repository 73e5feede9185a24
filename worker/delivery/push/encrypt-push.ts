import { randomBytes } from '../../crypto/random.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Where a browser is reached: what its PushSubscription says (Push API section 8). */
export interface PushKeys {
  /** The browser's P-256 public key: an uncompressed point of 65 bytes. */
  p256dh: Bytes;
  /** 16 bytes that only the browser and its service know. */
  auth: Bytes;
}

/** What is drawn anew for each message; given only by tests that hold us to the RFC's example. */
export interface Drawn {
  salt: Bytes;
  sender: CryptoKeyPair;
}

/** One record is all that a push service takes (RFC 8291 section 4). */
const RECORD_SIZE = 4096;
const POINT_BYTES = 65;
/** The padding delimiter of the last record (RFC 8188 section 2). */
const LAST_RECORD = 2;

const P256 = { name: 'ECDH', namedCurve: 'P-256' };
const encoder = new TextEncoder();

const draw = async (): Promise<Drawn> => ({
  salt: randomBytes(16),
  sender: (await crypto.subtle.generateKey(P256, true, ['deriveBits'])) as CryptoKeyPair,
});

/**
 * Encrypts a message for one browser: RFC 8291 over the aes128gcm coding of RFC 8188, one record.
 * @param text at most 3,992 bytes of UTF-8
 * @returns the body of the request to the push service
 * @throws Error when the browser's key is not a point of the curve
 */
export async function encryptPush(text: string, { p256dh, auth }: PushKeys, drawn?: Drawn): Promise<Bytes> {
  const { salt, sender } = drawn ?? (await draw());
  const receiver = await crypto.subtle.importKey('raw', p256dh, P256, false, []);
  const senderPoint = new Uint8Array((await crypto.subtle.exportKey('raw', sender.publicKey)) as ArrayBuffer);
  const shared = new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'ECDH', public: receiver } as never, sender.privateKey, 256),
  );
  // RFC 8291 section 3.4
  const info = join(encoder.encode('WebPush: info\0'), p256dh, senderPoint);
  const input = await hkdf(auth, shared, info, 32);
  // RFC 8188 sections 2.2 and 2.3
  const contentKey = await hkdf(salt, input, encoder.encode('Content-Encoding: aes128gcm\0'), 16);
  const nonce = await hkdf(salt, input, encoder.encode('Content-Encoding: nonce\0'), 12);
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  const record = join(encoder.encode(text), Uint8Array.of(LAST_RECORD));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, record));
  return join(salt, sizes(), senderPoint, sealed);
}

/** The header's middle: the record size, and the length of the key id, which is the sender's point. */
function sizes(): Bytes {
  const bytes = new Uint8Array(5);
  new DataView(bytes.buffer).setUint32(0, RECORD_SIZE);
  bytes[4] = POINT_BYTES;
  return bytes;
}

async function hkdf(salt: Bytes, input: Bytes, info: Uint8Array, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', input, 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt, info: info as Bytes };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
}

function join(...parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
