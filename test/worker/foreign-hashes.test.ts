import { describe, expect, test } from 'vitest';
import type { ForeignHash } from '../../worker/factors/foreign/foreign-hash.ts';
import { readForeignHash } from '../../worker/factors/foreign/read-foreign-hash.ts';
import { verifyForeignHash } from '../../worker/factors/foreign/verify-foreign-hash.ts';
import { FOREIGN_HASHES, FOREIGN_PASSWORD } from '../vectors/foreign-hashes.ts';

function read(text: string): ForeignHash {
  const hash = readForeignHash(text);
  if (typeof hash === 'string') throw new Error(hash);
  return hash;
}

describe('hashes of other systems', () => {
  test.each(Object.entries(FOREIGN_HASHES))('%s: the password is right, others are not', async (_, text) => {
    const hash = read(text);
    expect(await verifyForeignHash(hash, FOREIGN_PASSWORD)).toBe(true);
    expect(await verifyForeignHash(hash, FOREIGN_PASSWORD.normalize('NFD'))).toBe(true);
    for (const wrong of [
      '',
      `${FOREIGN_PASSWORD} `,
      FOREIGN_PASSWORD.slice(0, -1),
      FOREIGN_PASSWORD.toUpperCase(),
    ])
      expect(await verifyForeignHash(hash, wrong)).toBe(false);
  });

  test.each(Object.entries(FOREIGN_HASHES))('%s: another salt or hash is not right', async (_, text) => {
    const changed = (at: number) => text.slice(0, at) + (text[at] === 'e' ? 'f' : 'e') + text.slice(at + 1);
    for (const at of [text.length - 12, text.lastIndexOf('$') + 3]) {
      const hash = readForeignHash(changed(at));
      expect(
        typeof hash === 'string' || (await verifyForeignHash(hash, FOREIGN_PASSWORD)),
        changed(at),
      ).not.toBe(true);
    }
  });

  test('A2 bcrypt reads 72 bytes: a longer password is never right, whatever it begins with', async () => {
    // crypt(3) of 72 times 'a'.
    const hash = read('$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe');
    expect(await verifyForeignHash(hash, 'a'.repeat(72))).toBe(true);
    for (const length of [71, 73, 128, 256])
      expect(await verifyForeignHash(hash, 'a'.repeat(length))).toBe(false);
  });
});

describe('what is refused of a hash', () => {
  const [salt, key] = ['c2FsdHNhbHRzYWx0', 'x'.repeat(43)];
  test.each([
    [
      'hash-unknown',
      ['', '{SSHA}abc', '5f4dcc3b5aa765d61d8327deb882cf99', '$1$abc$def', '$6$abc$def', 'plain text'],
    ],
    [
      'hash-unknown',
      [`$argon2d$v=19$m=4096,t=3,p=1$${salt}$${key}`, `$scrypt-x$ln=14,r=8,p=1$${salt}$${key}`],
    ],
    ['hash-malformed', ['$2b$12$tooshort', '$2b$03$' + 'a'.repeat(53), '$2b$99$' + 'a'.repeat(53)]],
    [
      'hash-malformed',
      [`$argon2id$v=16$m=4096,t=3,p=1$${salt}$${key}`, `$argon2id$v=19$m=4,t=3,p=1$${salt}$${key}`],
    ],
    [
      'hash-malformed',
      [`$argon2id$v=19$m=4096,t=0,p=1$${salt}$${key}`, `$argon2id$v=19$m=4096,t=3,p=0$${salt}$${key}`],
    ],
    ['hash-malformed', [`$scrypt$ln=0,r=8,p=1$${salt}$${key}`, `$scrypt$ln=14,r=0,p=1$${salt}$${key}`]],
    [
      'hash-malformed',
      [`$pbkdf2-sha256$0$${salt}$${key}`, '$pbkdf2-sha256$1000$$abc', `$pbkdf2-sha256$-1$${salt}$${key}`],
    ],
    ['hash-malformed', ['pbkdf2_sha256$1000$salt$', 'pbkdf2_sha256$1000$salt$AAAA']],
    ['hash-too-costly', ['$2b$15$' + 'a'.repeat(53), '$2b$31$' + 'a'.repeat(53)]],
    [
      'hash-too-costly',
      [
        `$argon2id$v=19$m=1048576,t=1,p=1$${salt}$${key}`,
        `$argon2id$v=19$m=4096,t=9999999,p=1$${salt}$${key}`,
      ],
    ],
    [
      'hash-too-costly',
      [`$scrypt$ln=17,r=8,p=1$${salt}$${key}`, `$scrypt$ln=30,r=9999,p=9999$${salt}$${key}`],
    ],
    [
      'hash-too-costly',
      [`$pbkdf2-sha256$9999999999$${salt}$${key}`, `$pbkdf2-sha512$2000000$${salt}$${key}`],
    ],
  ] as const)('%s', (problem, texts) => {
    for (const text of texts) expect(readForeignHash(text), text).toBe(problem);
  });

  test('any text at all is answered at once', () => {
    const long = '$'.repeat(16_000);
    const start = performance.now();
    for (const text of [
      long,
      `$2b$12$${long}`,
      `$argon2id$${long}`,
      `pbkdf2_sha256$1$${long}`,
      `$scrypt$${long}`,
    ])
      expect(typeof readForeignHash(text)).toBe('string');
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
