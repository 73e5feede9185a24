import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64, toBase64Url } from '../crypto/base64.ts';

/**
 * The Merkle tree over the audit log, as RFC 9162 section 2.1 (Certificate Transparency) hashes it: a leaf an event,
 * in the order of the log. To grow it, only its peaks are needed: the roots of the full trees that it is made of,
 * the largest first, one for each bit of its size.
 */
export interface Tree {
  size: number;
  peaks: Uint8Array[];
}

/** What a leaf is over: whose event, and its hash, which stands for it and all that came before it. */
export interface Leaf {
  user_id: string;
  epoch: number;
  seq: number;
  hash: string;
}

const LEAF = 0;
const NODE = 1;
const encoder = new TextEncoder();

export const emptyTree = (): Tree => ({ size: 0, peaks: [] });

/** Appends an event to a tree. */
export function grow(tree: Tree, { user_id, epoch, seq, hash }: Leaf): void {
  const text = encoder.encode(JSON.stringify([user_id, epoch, seq, hash]));
  let peak = hashed(LEAF, text);
  // Two full trees of one size make one of twice that, as a carry does in binary.
  for (let carry = tree.size; carry & 1; carry >>= 1) peak = hashed(NODE, tree.peaks.pop()!, peak);
  tree.peaks.push(peak);
  tree.size++;
}

/** The hash that stands for the whole tree, base64url. */
export function rootOf({ peaks }: Tree): string {
  const root = peaks.reduceRight<Uint8Array | null>(
    (right, left) => (right ? hashed(NODE, left, right) : left),
    null,
  );
  return toBase64Url(root ?? sha256(new Uint8Array()));
}

/** A tree's peaks as they are kept and published, and back. */
export const peaksText = ({ peaks }: Tree): string[] => peaks.map(toBase64Url);
export const treeOf = (size: number, peaks: string[]): Tree => ({
  size,
  peaks: peaks.map((peak) => fromBase64(peak)!),
});

function hashed(kind: number, ...parts: Uint8Array[]): Uint8Array {
  const hash = sha256.create().update(Uint8Array.of(kind));
  for (const part of parts) hash.update(part);
  return hash.digest();
}
