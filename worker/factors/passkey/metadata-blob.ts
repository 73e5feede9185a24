import * as v from 'valibot';
import type { Der } from './certificate-chain.ts';
import { leadsTo } from './certificate-chain.ts';
import { loadWebAuthn } from './library.ts';
import { isWithdrawn } from './model-status.ts';

/** What the metadata service says of one model of authenticator. */
export interface Model {
  /** Its latest status says that it must not be trusted. */
  revoked: boolean;
  /** Its makers' certificates, base64: decoded only where one is needed. */
  roots: string[];
}

export interface Metadata {
  /** By AAGUID; those without one (U2F) by the key identifiers of their attestation certificates, in hex. */
  models: Map<string, Model>;
  /** When a newer BLOB was announced for, ms. */
  nextUpdate: number;
}

/** What a BLOB is held against. */
export interface BlobExpectations {
  anchors: Der[];
  /** The name that the signer's certificate has to bear; null: whoever the anchors let sign. */
  signer: string | null;
  at: number;
}

/** How each algorithm's key is imported and used (RFC 7518 section 3.1). */
const ALGORITHMS = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
};

/** RFC 7515 section 4.1; `crit` would ask for what is not known here. */
const Header = v.object({
  alg: v.picklist(['ES256', 'RS256']),
  x5c: v.pipe(v.array(v.string()), v.minLength(1)),
  crit: v.optional(v.never()),
});

/** FIDO Metadata Service 3.1 section 3.1, as far as it is used. */
const Payload = v.object({
  nextUpdate: v.pipe(v.string(), v.isoDate()),
  entries: v.array(
    v.object({
      aaguid: v.optional(v.pipe(v.string(), v.toLowerCase(), v.uuid())),
      attestationCertificateKeyIdentifiers: v.optional(v.array(v.pipe(v.string(), v.toLowerCase()))),
      metadataStatement: v.optional(v.object({ attestationRootCertificates: v.array(v.string()) })),
      statusReports: v.array(
        v.object({ status: v.string(), effectiveDate: v.optional(v.pipe(v.string(), v.isoDate())) }),
      ),
    }),
  ),
});

/**
 * Verifies a BLOB of the FIDO Metadata Service (a JWS in compact form) to its root and reads it.
 * @throws Error that says what is wrong
 */
export async function readMetadataBlob(blob: string, expected: BlobExpectations): Promise<Metadata> {
  const [head = '', body = '', signature = '', ...more] = blob.trim().split('.');
  if (more.length > 0) throw new Error('it is no JWS in compact form');
  const { alg, x5c } = v.parse(Header, json(head));
  const chain = x5c.map((text): Der => Uint8Array.fromBase64(text));
  if (!(await leadsTo(chain, expected.anchors, expected.at)))
    throw new Error('its certificates do not lead to the root');
  const { X509Certificate } = (await loadWebAuthn()).x509;
  const { publicKey, subjectName } = new X509Certificate(chain[0]!);
  if (expected.signer !== null && !subjectName.getField('CN').includes(expected.signer))
    throw new Error(`its signer is not ${expected.signer}`);
  const algorithm = ALGORITHMS[alg];
  const key = await crypto.subtle.importKey('spki', publicKey.rawData, algorithm, false, ['verify']);
  const signed = new TextEncoder().encode(`${head}.${body}`);
  if (!(await crypto.subtle.verify(algorithm, key, fromBase64Url(signature), signed)))
    throw new Error('its signature is not right');
  const { nextUpdate, entries } = v.parse(Payload, json(body));
  return { models: modelsOf(entries), nextUpdate: Date.parse(nextUpdate) };
}

function modelsOf(entries: v.InferOutput<typeof Payload>['entries']): Map<string, Model> {
  const models = new Map<string, Model>();
  for (const entry of entries) {
    const roots = entry.metadataStatement?.attestationRootCertificates ?? [];
    const model = { revoked: isWithdrawn(entry.statusReports), roots };
    for (const name of [entry.aaguid, ...(entry.attestationCertificateKeyIdentifiers ?? [])])
      if (name !== undefined) models.set(name, merged(models.get(name), model));
  }
  return models;
}

/** Of two entries for one model the worse counts. */
const merged = (known: Model | undefined, model: Model): Model =>
  known ? { revoked: known.revoked || model.revoked, roots: [...known.roots, ...model.roots] } : model;

/** The built-in decoders: the public BLOB has some ten megabytes. */
const fromBase64Url = (part: string): Der => Uint8Array.fromBase64(part, { alphabet: 'base64url' });

const json = (part: string) => JSON.parse(new TextDecoder().decode(fromBase64Url(part))) as unknown;
