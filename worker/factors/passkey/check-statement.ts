import type { ProblemCode } from '../../../schema/api/problem.ts';
import type { Der } from './certificate-chain.ts';
import { loadWebAuthn } from './library.ts';

/**
 * The formats that are verified (WebAuthn Level 3 section 8). Not `android-safetynet`: its service was shut down
 * in 2025. `compound` the library does not know.
 */
const FORMATS = new Set(['none', 'packed', 'tpm', 'android-key', 'apple', 'fido-u2f']);

/** 2.5.29.31, CRL distribution points, as DER. */
const CRL_DISTRIBUTION_POINTS = [0x06, 0x03, 0x55, 0x1d, 0x1f];

/** An attestation statement as it was decoded, and the algorithm of the key that it is about. */
export interface Statement {
  format: string;
  members: Map<string, unknown>;
  keyAlgorithm: unknown;
}

/** Whether the credential's own key signed the statement: proof of the key, none of the model (section 6.5.4). */
export const isSelfAttested = ({ format, members }: Omit<Statement, 'keyAlgorithm'>) =>
  format === 'packed' && !members.has('x5c');

/**
 * Checks what the library leaves open in a statement, before it is given to it: section 7.1 step 21, section 8.2
 * (the algorithm of a self attestation), and that verifying asks nobody on the network. The library fetches the
 * revocation lists that the certificates of a chain name, and for `android-key` it takes the chain's own end for
 * the anchor: anybody could have made the Worker call any address.
 * @returns null, or why it is refused
 */
export async function checkStatement(statement: Statement): Promise<ProblemCode | null> {
  const { format, members, keyAlgorithm } = statement;
  if (!FORMATS.has(format)) return 'passkey-not-allowed';
  if (isSelfAttested(statement) && members.get('alg') !== keyAlgorithm) return 'passkey-bad-signature';
  const { library, helpers } = await loadWebAuthn();
  const anchors = library.SettingsService.getRootCertificates({ identifier: format as 'android-key' });
  if (anchors.length === 0) return null;
  const certificates = certificatesOf(members);
  if (certificates.length === 0 || certificates.some((der) => contains(der, CRL_DISTRIBUTION_POINTS)))
    return 'passkey-not-allowed';
  if (format !== 'android-key') return null;
  return anchors.includes(helpers.convertCertBufferToPEM(certificates.at(-1)!))
    ? null
    : 'passkey-not-allowed';
}

/** A statement's certificates, leaf first; empty where it has none. */
export function certificatesOf(members: Map<string, unknown>): Der[] {
  const x5c = members.get('x5c');
  return Array.isArray(x5c) && x5c.every((der) => der instanceof Uint8Array) ? (x5c as Der[]) : [];
}

const contains = (bytes: Uint8Array, part: number[]) =>
  bytes.some((_, at) => part.every((byte, i) => bytes[at + i] === byte));
