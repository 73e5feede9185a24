const STEP_MS = 30_000;
const DIGITS = 6;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const HMAC = { name: 'HMAC', hash: 'SHA-1' };

/** The key for codes without a network, of the secret that the service answered once (base32); it cannot be read again. */
export function importCodeKey(secret: string): Promise<CryptoKey> {
  const bits = [...secret].map((char) => ALPHABET.indexOf(char).toString(2).padStart(5, '0')).join('');
  const bytes = Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
  return crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign']);
}

/** Which code it is: each is good for half a minute. */
export const codeStep = (ms: number): number => Math.floor(ms / STEP_MS);

/** Whole seconds until the next one. */
export const codeSecondsLeft = (ms: number): number => Math.ceil((STEP_MS - (ms % STEP_MS)) / 1000);

/** RFC 6238 with SHA-1 and 6 digits, as RFC 4226 section 5.3 cuts them. */
export async function offlineCode(key: CryptoKey, step: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter));
  const offset = mac.getUint8(mac.byteLength - 1) & 15;
  const number = (mac.getUint32(offset) & 0x7fffffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}
