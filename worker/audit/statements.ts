import type { AuditKey } from '../../schema/api/audit.ts';

/**
 * The texts that are signed, each under a name of its own, so that one cannot pass for another. Each names the keys
 * that sign it: whoever trusts one of them learns the others.
 */
export type SignedText = (keys: readonly AuditKey[]) => string;

const pairs = (keys: readonly AuditKey[]) => keys.map(({ id, publicKey }) => [id, publicKey]);

/** @param at ISO 8601 */
export const headText =
  (service: string, size: number, root: string, at: string): SignedText =>
  (keys) =>
    `countersign/audit-head/v1\n${JSON.stringify([service, size, root, at, pairs(keys)])}`;

/** @param digest SHA-256 of every line of the export before its last, base64url */
export const exportText =
  (service: string, digest: string, events: number, root: string): SignedText =>
  (keys) =>
    `countersign/audit-export/v1\n${JSON.stringify([service, digest, events, root, pairs(keys)])}`;
