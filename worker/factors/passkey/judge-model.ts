import { fromBase64 } from '../../crypto/base64.ts';
import type { Der } from './certificate-chain.ts';
import { leadsTo } from './certificate-chain.ts';
import { loadWebAuthn } from './library.ts';
import type { Metadata } from './metadata-blob.ts';

/** What a registration shows of its authenticator's model. */
export interface ShownModel {
  aaguid: string;
  /** The attestation's certificates, leaf first; empty where there are none. */
  certificates: Der[];
}

/** What authenticators say that have no AAGUID, U2F ones among them. */
const NO_AAGUID = '00000000-0000-0000-0000-000000000000';

/**
 * The metadata service's word on a model: whether it is withdrawn, and whether the attestation leads to its maker.
 * @returns null for a model that the service does not know
 */
export async function judgeModel(
  { models }: Metadata,
  { aaguid, certificates }: ShownModel,
  at: number,
): Promise<{ revoked: boolean; trusted: boolean } | null> {
  const [leaf] = certificates;
  const model = models.get(aaguid === NO_AAGUID && leaf ? await keyIdentifier(leaf) : aaguid);
  if (!model) return null;
  const roots = model.roots.flatMap((text) => fromBase64(text.replace(/\s/g, '')) ?? []);
  return { revoked: model.revoked, trusted: leaf !== undefined && (await leadsTo(certificates, roots, at)) };
}

/** RFC 5280 section 4.2.1.2, method 1, in hex. */
async function keyIdentifier(leaf: Der): Promise<string> {
  const { X509Certificate } = (await loadWebAuthn()).x509;
  return new Uint8Array(await new X509Certificate(leaf).publicKey.getKeyIdentifier()).toHex();
}
