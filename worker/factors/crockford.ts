/** Crockford's base32: no I, L, O or U, so that what is read aloud or copied by hand comes out right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Encodes whole groups of 5 bytes, 8 characters each. */
export function encodeCrockford(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 5) {
    let number = 0n;
    for (const byte of bytes.slice(i, i + 5)) number = (number << 8n) | BigInt(byte);
    for (let shift = 35n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((number >> shift) & 31n)];
  }
  return text;
}

/**
 * What somebody typed, in the one spelling: case, spaces and hyphens do not matter, O is 0, I and L are 1.
 * Null when it has another length or other characters.
 */
export function parseCrockford(typed: string, length: number): string | null {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return text.length === length && [...text].every((char) => ALPHABET.includes(char)) ? text : null;
}

/** In groups of four, as shown. */
export const grouped = (code: string) => code.match(/.{1,4}/g)!.join('-');
