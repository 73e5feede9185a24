import type { ForeignHash, Pbkdf2Digest } from './foreign-hash.ts';

/** Milliseconds of one round of PBKDF2 over one block, as measured in workerd (test/bench/foreign-hashes.ts). */
const PBKDF2_MS: Record<Pbkdf2Digest, number> = { sha1: 0.0007, sha256: 0.0012, sha512: 0.0018 };
const DIGEST_BYTES: Record<Pbkdf2Digest, number> = { sha1: 20, sha256: 32, sha512: 64 };

/** What verifying a hash of another system takes, about: time on one core, and memory. */
export function foreignCost(hash: ForeignHash): { ms: number; mebibytes: number } {
  switch (hash.scheme) {
    case 'bcrypt':
      return { ms: 0.08 * 2 ** hash.cost, mebibytes: 0 };
    case 'argon2':
      return { ms: 0.0006 * hash.memory * hash.passes, mebibytes: hash.memory / 1024 };
    case 'scrypt':
      return {
        ms: 0.00055 * hash.cost * hash.block * hash.parallel,
        mebibytes: (hash.cost * hash.block * 128 + hash.block * hash.parallel * 128) / 2 ** 20,
      };
    case 'pbkdf2': {
      const blocks = Math.ceil(hash.hash.length / DIGEST_BYTES[hash.digest]);
      return { ms: PBKDF2_MS[hash.digest] * hash.rounds * blocks, mebibytes: 0 };
    }
  }
}
