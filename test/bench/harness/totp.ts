import { createHmac } from 'node:crypto';

export const STEP_MS = 30_000;

/** RFC 6238 with SHA-1, six digits and steps of 30 seconds: what an authenticator shows at that time. */
export function totp(secret: Buffer, timeMs: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(timeMs / STEP_MS)));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const truncated = mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff;
  return String(truncated % 1_000_000).padStart(6, '0');
}

/** RFC 4648, without padding. */
export function base32(text: string): Buffer {
  let bits = '';
  for (const letter of text.replaceAll('=', '')) {
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
