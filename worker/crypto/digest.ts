import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from './base64.ts';

const encoder = new TextEncoder();

/** One hash for all digests, set back to its start before each: making one costs more than a short text's hash. */
const START = sha256.create();
const running = sha256.create();
const hash = new Uint8Array(sha256.outputLen);

/** SHA-256 of a text, base64url. For values that are random themselves, such as session tokens. */
export function digest(text: string): string {
  START._cloneInto(running).update(encoder.encode(text)).digestInto(hash);
  return toBase64Url(hash);
}

/** HMAC-SHA-256 of a text. Synchronous, so that a decision that needs it has no gap in it. */
export const keyedDigest = (key: Uint8Array, text: string) => hmac(sha256, key, encoder.encode(text));
