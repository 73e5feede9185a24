import { createHash } from 'node:crypto';

/** The Merkle tree of RFC 9162 section 2.1 over the events of the log, kept as its peaks (docs/audit.md). */
export class Tree {
  /**
   * @param {number} size
   * @param {string[]} peaks base64url
   */
  constructor(size = 0, peaks = []) {
    this.size = size;
    this.peaks = peaks.map((peak) => Buffer.from(peak, 'base64url'));
  }

  /** @param {{ user: string, epoch: number, seq: number, hash: string }} event */
  grow({ user, epoch, seq, hash }) {
    let peak = hashed(0, Buffer.from(JSON.stringify([user, epoch, seq, hash])));
    for (let carry = this.size; carry % 2 === 1; carry = (carry - 1) / 2)
      peak = hashed(1, /** @type {Buffer} */ (this.peaks.pop()), peak);
    this.peaks.push(peak);
    this.size++;
  }

  root() {
    if (this.peaks.length === 0) return createHash('sha256').digest('base64url');
    return this.peaks.reduceRight((right, left) => hashed(1, left, right)).toString('base64url');
  }
}

/**
 * @param {number} kind 0: a leaf, 1: a node
 * @param {Buffer[]} parts
 */
function hashed(kind, ...parts) {
  const hash = createHash('sha256').update(Uint8Array.of(kind));
  for (const part of parts) hash.update(part);
  return hash.digest();
}
