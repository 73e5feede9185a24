import type { ForeignHash, Pbkdf2Digest } from './foreign-hash.ts';

/** Milliseconds of one core, measured: a round of PBKDF2 over one block; the rest below. */
const PBKDF2_MS: Record<Pbkdf2Digest, number> = { sha1: 0.001, sha256: 0.0011, sha512: 0.003 };
const DIGEST_BYTES: Record<Pbkdf2Digest, number> = { sha1: 20, sha256: 32, sha512: 64 };

/** What verifying a hash of another system takes, about: time on one core, and memory. */
export function foreignCost(hash: ForeignHash): { ms: number; mebibytes: number } {
  switch (hash.scheme) {
    case 'bcrypt':
      return { ms: 0.07 * 2 ** hash.cost, mebibytes: 0 };
    case 'argon2':
      return { ms: 0.001 * hash.memory * hash.passes, mebibytes: hash.memory / 1024 };
    case 'scrypt':
      return {
        ms: 0.0005 * hash.cost * hash.block * hash.parallel,
        mebibytes: (hash.cost * hash.block * 128 + hash.block * hash.parallel * 128) / 2 ** 20,
      };
    case 'pbkdf2': {
      const blocks = Math.ceil(hash.hash.length / DIGEST_BYTES[hash.digest]);
      return { ms: PBKDF2_MS[hash.digest] * hash.rounds * blocks, mebibytes: 0 };
    }
  }
}
