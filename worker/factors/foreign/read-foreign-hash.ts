import type { LineProblemCode } from '../../../schema/api/import-problem.ts';
import { fromBase64 } from '../../crypto/base64.ts';
import { FOREIGN_HASH_MAX_MS, FOREIGN_HASH_MAX_MIB } from '../../policy/limits.ts';
import { foreignCost } from './foreign-cost.ts';
import type { ForeignHash, Pbkdf2Digest } from './foreign-hash.ts';

type HashProblem = Extract<LineProblemCode, `hash-${string}`>;

/**
 * Reads a password hash of another system, in the forms that docs/administration.md lists: bcrypt's own, the PHC
 * string format (github.com/P-H-C/phc-string-format) of Argon2 and scrypt, passlib's and Django's of PBKDF2.
 * @returns the hash, or why it cannot be verified here
 */
export function readForeignHash(text: string): ForeignHash | HashProblem {
  const known = FORMS.find(({ begins }) => begins.test(text));
  if (!known) return 'hash-unknown';
  const hash = known.read(text);
  if (!hash) return 'hash-malformed';
  const { ms, mebibytes } = foreignCost(hash);
  return ms > FOREIGN_HASH_MAX_MS || mebibytes > FOREIGN_HASH_MAX_MIB ? 'hash-too-costly' : hash;
}

const FORMS: { begins: RegExp; read: (text: string) => ForeignHash | null }[] = [
  { begins: /^(?:bcrypt\$)?\$2[aby]\$/, read: readBcrypt },
  { begins: /^(?:argon2)?\$argon2(?:id|i)\$/, read: readArgon2 },
  { begins: /^\$scrypt\$/, read: readScrypt },
  { begins: /^\$pbkdf2(?:-sha256|-sha512)?\$/, read: readPasslibPbkdf2 },
  { begins: /^pbkdf2_sha(?:1|256)\$/, read: readDjangoPbkdf2 },
];

/** `$2b$12$` and 53 characters; Django puts `bcrypt$` before it. */
function readBcrypt(text: string): ForeignHash | null {
  const match = /^(?:bcrypt\$)?(\$2[aby]\$(\d{2})\$[./A-Za-z0-9]{53})$/.exec(text);
  const cost = Number(match?.[2]);
  return match && cost >= 4 && cost <= 31 ? { scheme: 'bcrypt', encoded: match[1]!, cost } : null;
}

/** `$argon2id$v=19$m=65536,t=3,p=4$salt$hash`; Django puts `argon2` before it. */
function readArgon2(text: string): ForeignHash | null {
  const match =
    /^(?:argon2)?(\$argon2(?:id|i)\$v=19\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,8})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+))$/.exec(
      text,
    );
  if (!match) return null;
  const [memory, passes, lanes] = match.slice(2, 5).map(Number) as [number, number, number];
  const salt = fromBase64(match[5]);
  const hash = fromBase64(match[6]);
  const sound =
    salt && salt.length >= 8 && hash && hash.length >= 16 && hash.length <= 64 && lanes > 0 && passes > 0;
  return sound && memory >= 8 * lanes
    ? { scheme: 'argon2', encoded: match[1]!, memory, passes, lanes }
    : null;
}

/** `$scrypt$ln=15,r=8,p=1$salt$hash`, Base64 without padding. */
function readScrypt(text: string): ForeignHash | null {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,4}),p=(\d{1,4})\$([A-Za-z0-9+/.]*)\$([A-Za-z0-9+/.]+)$/.exec(
    text,
  );
  if (!match) return null;
  const [log, block, parallel] = match.slice(1, 4).map(Number) as [number, number, number];
  const salt = passlibBase64(match[4]!);
  const hash = passlibBase64(match[5]!);
  if (!salt || !isKey(hash) || log < 1 || log > 30 || block < 1 || parallel < 1) return null;
  return { scheme: 'scrypt', cost: 2 ** log, block, parallel, salt, hash };
}

/** `$pbkdf2-sha256$29000$salt$hash`; `$pbkdf2$` is SHA-1. Some write `i=29000` or `i=29000,l=32`. */
function readPasslibPbkdf2(text: string): ForeignHash | null {
  const match =
    /^\$pbkdf2(?:-(sha256|sha512))?\$(?:i=)?(\d{1,10})(?:,l=\d{1,3})?\$([A-Za-z0-9+/.]*)\$([A-Za-z0-9+/.]+)$/.exec(
      text,
    );
  if (!match) return null;
  return pbkdf2(match[1] ?? 'sha1', match[2]!, passlibBase64(match[3]!), passlibBase64(match[4]!));
}

/** `pbkdf2_sha256$870000$salt$hash`: the salt is text, the hash Base64. */
function readDjangoPbkdf2(text: string): ForeignHash | null {
  const match = /^pbkdf2_(sha1|sha256)\$(\d{1,10})\$([^$]{1,128})\$([A-Za-z0-9+/]+={0,2})$/.exec(text);
  if (!match) return null;
  return pbkdf2(match[1]!, match[2]!, new TextEncoder().encode(match[3]), fromBase64(match[4]));
}

function pbkdf2(digest: string, rounds: string, salt?: Uint8Array, hash?: Uint8Array): ForeignHash | null {
  if (!salt || !isKey(hash) || Number(rounds) < 1) return null;
  return { scheme: 'pbkdf2', digest: digest as Pbkdf2Digest, rounds: Number(rounds), salt, hash };
}

/** Shorter ones can be met by chance; longer ones cost as many times as much. */
const isKey = (hash: Uint8Array | undefined): hash is Uint8Array =>
  hash !== undefined && hash.length >= 16 && hash.length <= 64;

/** passlib writes `.` for `+`, and no padding. */
const passlibBase64 = (text: string) => fromBase64(text.replaceAll('.', '+'));
