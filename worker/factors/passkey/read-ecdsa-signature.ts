const INTEGER = 0x02;
const SEQUENCE = 0x30;

/**
 * Reads an Ecdsa-Sig-Value in DER (WebAuthn Level 3 section 6.5.5): a SEQUENCE of two INTEGERs that are not
 * negative, in the shortest form, and nothing else. High values of s are as right as low ones: no step of
 * section 7.2 asks for one of them.
 * @param size the bytes of a number of the key's curve
 * @returns r and s, each of that size, as WebCrypto takes them; null for anything else
 */
export function readEcdsaSignature(der: Uint8Array, size: number): Uint8Array<ArrayBuffer> | null {
  // Two numbers of P-521 have 139 bytes: the length takes one byte, or 0x81 and one.
  const long = der[1] === 0x81;
  const start = long ? 3 : 2;
  const length = der[start - 1] ?? 0;
  if (der[0] !== SEQUENCE || length < 0x80 === long || start + length !== der.length) return null;
  const raw = new Uint8Array(2 * size);
  const second = readInteger(der, start, raw.subarray(0, size));
  if (second === null || readInteger(der, second, raw.subarray(size)) !== der.length) return null;
  return raw;
}

/** Reads a DER INTEGER of at most 127 bytes to the end of `into`. @returns where it ends; null when there is none */
function readInteger(der: Uint8Array, at: number, into: Uint8Array): number | null {
  const length = der[at + 1] ?? 0;
  const first = der[at + 2] ?? 0x80;
  const next = der[at + 3] ?? 0;
  const shortest = first !== 0 || length === 1 || next >= 0x80;
  if (der[at] !== INTEGER || length === 0 || length >= 0x80 || first >= 0x80 || !shortest) return null;
  const end = at + 2 + length;
  // A zero before a high bit only says that the number is not negative.
  const bytes = der.subarray(first === 0 ? at + 3 : at + 2, end);
  if (end > der.length || bytes.length > into.length) return null;
  into.set(bytes, into.length - bytes.length);
  return end;
}
