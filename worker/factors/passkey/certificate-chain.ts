import type { X509Certificate } from '@peculiar/x509';
import { loadWebAuthn } from './library.ts';

export type Der = Uint8Array<ArrayBuffer>;

/** Attestation chains and the metadata service's have two to four; each certificate more costs a verification. */
const CERTIFICATES_MAX = 6;

const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
/** Extensions that may be critical: key usage, alternative name, basic constraints, policies, extended key usage. */
const KNOWN = new Set([KEY_USAGE, '2.5.29.17', BASIC_CONSTRAINTS, '2.5.29.32', '2.5.29.37']);

/**
 * Whether a chain of certificates, leaf first, leads to one of the anchors at a moment: each is valid then and
 * signed by the next, which may sign certificates (RFC 5280 section 6.1, as far as such chains go). An anchor may
 * be the leaf itself; what follows the anchor in the chain is not looked at. Nobody is asked on the network:
 * the library's own check fetches the revocation lists that the certificates name.
 */
export async function leadsTo(chain: Der[], anchors: Der[], at: number): Promise<boolean> {
  if (chain.length > CERTIFICATES_MAX) return false;
  try {
    const { X509Certificate: Certificate } = (await loadWebAuthn()).x509;
    const certificates = chain.map((der) => new Certificate(der));
    const roots = anchors.flatMap((der) => readable(Certificate, der)).filter((root) => isUsable(root, at));
    for (const [below, certificate] of certificates.entries()) {
      if (!isUsable(certificate, at)) return false;
      if (roots.some((root) => root.equal(certificate))) return true;
      for (const root of roots) if (await signed(root, certificate, below)) return true;
      const issuer = certificates[below + 1];
      if (!issuer || !(await signed(issuer, certificate, below))) return false;
    }
    return false;
  } catch {
    return false;
  }
}

/** One root that cannot be read must not cost the others. */
function readable(Certificate: typeof X509Certificate, der: Der): X509Certificate[] {
  try {
    return [new Certificate(der)];
  } catch {
    return [];
  }
}

/** Valid at the moment, and with no condition that is not known here. */
const isUsable = ({ notBefore, notAfter, extensions }: X509Certificate, at: number) =>
  notBefore.getTime() <= at &&
  at <= notAfter.getTime() &&
  extensions.every(({ critical, type }) => !critical || KNOWN.has(type));

/** @param below how many certificates that sign others stand between the issuer and the leaf */
async function signed(issuer: X509Certificate, certificate: X509Certificate, below: number) {
  if (certificate.issuer !== issuer.subject || !(await maySign(issuer, below))) return false;
  return certificate.verify({ publicKey: issuer.publicKey, signatureOnly: true });
}

async function maySign(issuer: X509Certificate, below: number): Promise<boolean> {
  const { BasicConstraintsExtension, KeyUsagesExtension, KeyUsageFlags } = (await loadWebAuthn()).x509;
  const constraints = issuer.getExtension(BASIC_CONSTRAINTS);
  if (!(constraints instanceof BasicConstraintsExtension) || !constraints.ca) return false;
  if (constraints.pathLength !== undefined && constraints.pathLength < below) return false;
  const usage = issuer.getExtension(KEY_USAGE);
  return !(usage instanceof KeyUsagesExtension) || (usage.usages & KeyUsageFlags.keyCertSign) !== 0;
}
