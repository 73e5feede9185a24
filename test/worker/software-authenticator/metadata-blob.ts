import { toBase64Url } from '../../../worker/crypto/base64.ts';
import type { AlgorithmName } from './algorithm.ts';
import { CredentialKey } from './algorithm.ts';
import type { Root } from './android-key.ts';
import type { Cbor } from './cbor.ts';
import type { CertificateWishes } from './certificate.ts';
import { certificate } from './certificate.ts';

type Der = Uint8Array<ArrayBuffer>;

/** Somebody who certifies: a root of the metadata service, or a maker of authenticators. */
export interface Authority extends Root {
  certificate: Der;
}

export async function authority(commonName: string, wishes: CertificateWishes = {}): Promise<Authority> {
  const root = { key: await CredentialKey.generate('ES256'), commonName };
  const made = { commonName, certificateAuthority: true, ...wishes };
  return { ...root, certificate: await certificate(root.key, root, made) };
}

/** An authority that another one certified. */
export async function under(issuer: Root, commonName: string, wishes: CertificateWishes = {}) {
  const key = await CredentialKey.generate('ES256');
  const made = { commonName, certificateAuthority: true, ...wishes };
  return { key, commonName, certificate: await certificate(key, issuer, made) };
}

export const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
export const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${base64(der)}\n-----END CERTIFICATE-----\n`;

export interface Entry {
  aaguid?: string;
  attestationCertificateKeyIdentifiers?: string[];
  metadataStatement?: { attestationRootCertificates: string[] };
  statusReports: { status: string; effectiveDate?: string }[];
}

export interface BlobWishes {
  algorithm?: AlgorithmName;
  signer?: CertificateWishes;
  header?: object;
  payload?: object;
  /** Certificates between signer and root. */
  between?: Der[];
}

/** A BLOB as the FIDO Metadata Service makes it: a JWS, signed by a key that the root certified. */
export async function metadataBlob(root: Root, entries: Entry[], wishes: BlobWishes = {}): Promise<string> {
  const { algorithm = 'ES256', between = [] } = wishes;
  const key = await CredentialKey.generate(algorithm);
  const leaf = await certificate(key, root, { commonName: 'Metadata of the tests', ...wishes.signer });
  const part = (value: object) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));
  const head = part({ typ: 'JWT', alg: algorithm, x5c: [leaf, ...between].map(base64), ...wishes.header });
  const body = part({ legalHeader: '', no: 1, nextUpdate: '2999-01-01', entries, ...wishes.payload });
  const signed = new TextEncoder().encode(`${head}.${body}`);
  const signature = await crypto.subtle.sign(key.algorithm.sign as never, key.pair.privateKey, signed);
  return `${head}.${body}.${toBase64Url(new Uint8Array(signature))}`;
}

/** A `packed` statement by a key that a maker certified, for `SoftwarePasskey.register`. */
export const attestedBy =
  (issuer: Root, between: Der[] = [], wishes: CertificateWishes = {}) =>
  async (signed: Uint8Array<ArrayBuffer>): Promise<Map<string, Cbor>> => {
    const key = await CredentialKey.generate('ES256');
    return new Map<string, Cbor>([
      ['alg', -7],
      ['sig', await key.sign(signed)],
      ['x5c', [await certificate(key, issuer, wishes), ...between]],
    ]);
  };
