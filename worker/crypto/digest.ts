import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url } from './base64.ts';

const encoder = new TextEncoder();

/** SHA-256 of a text, base64url. For values that are random themselves, such as session tokens. */
export const digest = (text: string) => toBase64Url(sha256(encoder.encode(text)));

/** HMAC-SHA-256 of a text. Synchronous, so that a decision that needs it has no gap in it. */
export const keyedDigest = (key: Uint8Array, text: string) => hmac(sha256, key, encoder.encode(text));
