import { cborItemEnd } from './cbor-item-end.ts';

const AT = 0x40;
const ED = 0x80;

/**
 * Whether authenticator data (WebAuthn Level 3 section 6.1) are just as long as their flags and lengths say. The
 * library takes a credential id or a key that breaks off for a shorter one.
 * @throws Error for CBOR that is cut off
 */
export function isWhole(authData: Uint8Array): boolean {
  const flags = authData[32] ?? 0;
  let end = 37;
  if (flags & AT) {
    const [high = 0, low = 0] = authData.subarray(53);
    end = cborItemEnd(authData, 55 + high * 256 + low);
  }
  if (flags & ED) end = cborItemEnd(authData, end);
  return end === authData.length;
}
