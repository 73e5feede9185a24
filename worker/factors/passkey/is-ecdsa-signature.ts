const INTEGER = 0x02;
const SEQUENCE = 0x30;

/**
 * Whether bytes are an Ecdsa-Sig-Value in DER (WebAuthn Level 3 section 6.5.5): a SEQUENCE of two INTEGERs that
 * are not negative, in the shortest form, and nothing else. The library's parser takes more than that. High
 * values of s are as right as low ones: no step of section 7.2 asks for one of them.
 */
export function isEcdsaSignature(der: Uint8Array): boolean {
  // Two numbers of P-521 have 139 bytes: the length takes one byte, or 0x81 and one.
  const long = der[1] === 0x81;
  const start = long ? 3 : 2;
  const length = der[start - 1] ?? 0;
  if (der[0] !== SEQUENCE || length < 0x80 === long || start + length !== der.length) return false;
  const second = integerEnd(der, start);
  return second !== null && integerEnd(der, second) === der.length;
}

/** Where a DER INTEGER of at most 127 bytes ends; null when there is none. */
function integerEnd(der: Uint8Array, at: number): number | null {
  const length = der[at + 1] ?? 0;
  const [first = 0x80, next = 0] = der.subarray(at + 2);
  const shortest = first !== 0 || length === 1 || next >= 0x80;
  return der[at] === INTEGER && length > 0 && length < 0x80 && first < 0x80 && shortest
    ? at + 2 + length
    : null;
}
