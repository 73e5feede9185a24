/** @typedef {{ key: string, publicKey: string, signature: string }} Signature */
/** @typedef {{ service: string, size: number, root: string, at: string, signatures: Signature[] }} Head */

/** @param {Signature[]} signatures */
const pairs = (signatures) => signatures.map(({ key, publicKey }) => [key, publicKey]);

/** @param {Head} head */
export const headText = ({ service, size, root, at, signatures }) =>
  `countersign/audit-head/v1\n${JSON.stringify([service, size, root, at, pairs(signatures)])}`;

/**
 * @param {string} service
 * @param {{ events: number, digest: string, head: Head, signatures: Signature[] }} end
 */
export const exportText = (service, { digest, events, head, signatures }) =>
  `countersign/audit-export/v1\n${JSON.stringify([service, digest, events, head.root, pairs(signatures)])}`;

/**
 * Whether every signature is right. Ed25519 by WebCrypto.
 * @param {string} text
 * @param {Signature[]} signatures
 */
export async function areRight(text, signatures) {
  const bytes = Buffer.from(text);
  const each = await Promise.all(
    signatures.map(async ({ publicKey, signature }) => {
      try {
        const raw = decoded(publicKey, 32);
        const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
        return await crypto.subtle.verify('Ed25519', key, decoded(signature, 64), bytes);
      } catch {
        return false;
      }
    }),
  );
  return each.length > 0 && each.every(Boolean);
}

/**
 * Base64url in its one spelling: a change that decodes to the same bytes is a change.
 * @param {string} text
 * @param {number} length in bytes
 */
function decoded(text, length) {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== length || bytes.toString('base64url') !== text) throw new Error('Not base64url');
  return bytes;
}
