import { toBase64Url } from './base64.ts';

export const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** An id of 128 random bits, 22 characters of base64url. */
export const randomId = () => toBase64Url(randomBytes(16));
