import { concat } from './cbor.ts';

/** Writes DER (X.690), as far as signatures and attestation certificates need it. */
export function der(tag: number, ...content: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = concat(...content);
  if (body.length < 0x80) return concat(Uint8Array.of(tag, body.length), body);
  if (body.length < 0x100) return concat(Uint8Array.of(tag, 0x81, body.length), body);
  return concat(Uint8Array.of(tag, 0x82, body.length >> 8, body.length & 255), body);
}

export const sequence = (...content: Uint8Array[]) => der(0x30, ...content);

/** An unsigned INTEGER: no needless zeros, but one before a high bit. */
export function integer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = bytes.findIndex((byte) => byte !== 0);
  const significant = first < 0 ? Uint8Array.of(0) : bytes.slice(first);
  return der(0x02, significant[0]! & 0x80 ? Uint8Array.of(0) : new Uint8Array(0), significant);
}

export const utf8 = (text: string) => der(0x0c, new TextEncoder().encode(text));

/** An OBJECT IDENTIFIER, from its dotted form. */
export function oid(dotted: string): Uint8Array<ArrayBuffer> {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const arcs = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return der(0x06, Uint8Array.from(arcs));
}

/** WebCrypto's r and s, side by side, as the SEQUENCE that WebAuthn takes (section 6.5.5). */
export const ecdsaSignature = (raw: Uint8Array) =>
  sequence(integer(raw.subarray(0, raw.length / 2)), integer(raw.subarray(raw.length / 2)));
