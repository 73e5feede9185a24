import { cborArgument, cborItemEnd } from './cbor-item-end.ts';

const MAP = 5;

/**
 * Reads a COSE key (RFC 9052 section 7) of a stored passkey: its members that are integers or byte strings, which
 * are all that a public key is made of. The registration was read and checked by the library.
 * @throws Error for anything that is not one whole map
 */
export function readCoseKey(bytes: Uint8Array<ArrayBuffer>): Map<number, number | Uint8Array<ArrayBuffer>> {
  if (cborItemEnd(bytes) !== bytes.length || bytes[0]! >> 5 !== MAP) throw new Error('COSE: not a key');
  const key = new Map<number, number | Uint8Array<ArrayBuffer>>();
  let [count, at] = cborArgument(bytes, 0);
  for (; count > 0; count--) {
    const label = readItem(bytes, at);
    const valueAt = cborItemEnd(bytes, at);
    const value = readItem(bytes, valueAt);
    if (typeof label === 'number' && value !== null) {
      if (key.has(label)) throw new Error('COSE: a member twice');
      key.set(label, value);
    }
    at = cborItemEnd(bytes, valueAt);
  }
  return key;
}

/** An integer or a byte string; null for any other item. */
function readItem(bytes: Uint8Array<ArrayBuffer>, at: number): number | Uint8Array<ArrayBuffer> | null {
  const [argument, start] = cborArgument(bytes, at);
  switch (bytes[at]! >> 5) {
    case 0:
      return argument;
    case 1:
      return -1 - argument;
    case 2:
      return bytes.subarray(start, start + argument);
    default:
      return null;
  }
}
