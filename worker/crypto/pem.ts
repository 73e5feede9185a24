import { fromBase64 } from './base64.ts';

/** The DER of one certificate in PEM (RFC 7468); undefined for anything else. */
export function certificateFromPem(pem: string): Uint8Array<ArrayBuffer> | undefined {
  const [, text] = /^\s*-----BEGIN CERTIFICATE-----([\s\w+/=]+)-----END CERTIFICATE-----\s*$/.exec(pem) ?? [];
  return fromBase64(text?.replace(/\s/g, ''));
}
