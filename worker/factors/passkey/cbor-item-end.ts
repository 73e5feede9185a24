/** An attestation object is three deep (object, statement, certificates); nothing honest comes near this. */
const DEPTH_MAX = 8;

/**
 * Where the CBOR item ends that starts at `at`, without making anything of it. Only what CTAP2's canonical form
 * allows is let through: lengths that are given, numbers of 32 bits at most, little depth.
 * @throws Error when it is truncated, of indefinite length, or too deep
 */
export function cborItemEnd(bytes: Uint8Array, at = 0, depth = 0): number {
  const head = bytes[at];
  if (head === undefined || depth > DEPTH_MAX) throw new Error('CBOR: truncated or too deep');
  const [argument, start] = cborArgument(bytes, at);
  switch (head >> 5) {
    case 2:
    case 3:
      if (start + argument > bytes.length) throw new Error('CBOR: truncated');
      return start + argument;
    case 4:
      return itemsEnd(bytes, start, argument, depth);
    case 5:
      return itemsEnd(bytes, start, argument * 2, depth);
    case 6:
      return cborItemEnd(bytes, start, depth + 1);
    default:
      return start;
  }
}

function itemsEnd(bytes: Uint8Array, start: number, count: number, depth: number): number {
  let end = start;
  for (let i = 0; i < count; i++) end = cborItemEnd(bytes, end, depth + 1);
  return end;
}

/**
 * The argument of the head of the item at `at`, and where what follows the head starts.
 * @throws Error when it is truncated, or of indefinite length
 */
export function cborArgument(bytes: Uint8Array, at: number): [argument: number, start: number] {
  const short = bytes[at]! & 31;
  if (short < 24) return [short, at + 1];
  const size = 2 ** (short - 24);
  if (size > 4 || at + 1 + size > bytes.length) throw new Error('CBOR: truncated or of indefinite length');
  let argument = 0;
  for (const byte of bytes.subarray(at + 1, at + 1 + size)) argument = argument * 256 + byte;
  return [argument, at + 1 + size];
}
