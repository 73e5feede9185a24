import type { CredentialKey } from './algorithm.ts';
import { der, integer, oid, sequence, utf8 } from './der.ts';

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const bits = (bytes: Uint8Array) => der(0x03, Uint8Array.of(0), bytes);
const time = (text: string) => der(0x17, new TextEncoder().encode(text));

export interface CertificateWishes {
  commonName?: string;
  certificateAuthority?: boolean;
  /** Where its revocation list would be. */
  crl?: string;
  notAfter?: string;
  /** Further extensions, as DER. */
  extensions?: Uint8Array[];
}

const name = (commonName: string) =>
  sequence(
    ...[
      ['2.5.4.6', 'FR'],
      ['2.5.4.10', 'Countersign tests'],
      ['2.5.4.11', 'Authenticator Attestation'],
      ['2.5.4.3', commonName],
    ].map(([type, value]) => der(0x31, sequence(oid(type!), utf8(value!)))),
  );

export const extension = (type: string, value: Uint8Array, critical = false) =>
  sequence(oid(type), ...(critical ? [der(0x01, Uint8Array.of(0xff))] : []), der(0x04, value));

/** An X.509 certificate of the form that WebAuthn Level 3 section 8.2.1 asks for. Keys are ES256. */
export async function certificate(
  key: CredentialKey,
  issuer: { key: CredentialKey; commonName: string },
  wishes: CertificateWishes = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { commonName = 'Software authenticator', certificateAuthority = false, crl } = wishes;
  const spki = new Uint8Array((await crypto.subtle.exportKey('spki', key.pair.publicKey)) as ArrayBuffer);
  const isCa = certificateAuthority ? sequence(der(0x01, Uint8Array.of(0xff))) : sequence();
  const extensions = [extension('2.5.29.19', isCa), ...(wishes.extensions ?? [])];
  if (crl) extensions.push(extension('2.5.29.31', crlDistributionPoint(crl)));
  const tbs = sequence(
    der(0xa0, integer(Uint8Array.of(2))),
    integer(crypto.getRandomValues(new Uint8Array(8))),
    ECDSA_WITH_SHA256,
    name(issuer.commonName),
    sequence(time('200101000000Z'), time(wishes.notAfter ?? '491231235959Z')),
    name(commonName),
    spki,
    der(0xa3, sequence(...extensions)),
  );
  return sequence(tbs, ECDSA_WITH_SHA256, bits(await issuer.key.sign(tbs)));
}

function crlDistributionPoint(url: string): Uint8Array {
  const fullName = der(0xa0, der(0x86, new TextEncoder().encode(url)));
  return sequence(sequence(der(0xa0, fullName)));
}
