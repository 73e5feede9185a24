import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import Argon2 from '@phi-ag/argon2';
import wasm from '@phi-ag/argon2/argon2.wasm';
import { compareSync } from 'bcryptjs';
import { toBase64 } from '../../crypto/base64.ts';
import { equal } from '../../crypto/equal.ts';
import { argon2Text } from '../argon2-text.ts';
import type { ForeignHash } from './foreign-hash.ts';

const DIGESTS = { sha1, sha256, sha512 };
/** What bcrypt reads of a password. It would take every longer one that begins so. */
const BCRYPT_BYTES = 72;

/**
 * Whether a password is the one that another system hashed. That system may have taken it as it was typed, or in
 * its one spelling. Loaded at such an account's first sign-in only.
 */
export async function verifyForeignHash(hash: ForeignHash, password: string): Promise<boolean> {
  const verify = await verifierOf(hash);
  return [...new Set([password, password.normalize('NFC')])].some(verify);
}

async function verifierOf(hash: ForeignHash): Promise<(password: string) => boolean> {
  switch (hash.scheme) {
    case 'bcrypt':
      // What is too long is compared as well, so that its answer takes as long.
      return (password) => compareSync(password, hash.encoded) && bytes(password).length <= BCRYPT_BYTES;
    case 'argon2': {
      // An instance of its own, dropped afterwards: its memory never shrinks.
      const argon2 = new Argon2(await WebAssembly.instantiate(wasm));
      return (password) => argon2.tryVerify(hash.encoded, argon2Text(password)).success;
    }
    case 'scrypt': {
      const { cost: N, block: r, parallel: p, salt } = hash;
      const cost = { N, r, p, dkLen: hash.hash.length, maxmem: 2 ** 30 };
      return (password) => same(scrypt(bytes(password), salt, cost), hash.hash);
    }
    case 'pbkdf2': {
      const cost = { c: hash.rounds, dkLen: hash.hash.length };
      return (password) => same(pbkdf2(DIGESTS[hash.digest], bytes(password), hash.salt, cost), hash.hash);
    }
  }
}

const bytes = (password: string) => new TextEncoder().encode(password);

const same = (a: Uint8Array, b: Uint8Array) => equal(toBase64(a), toBase64(b));
