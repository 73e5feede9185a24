import Argon2 from '@phi-ag/argon2';
import wasm from '@phi-ag/argon2/argon2.wasm';
import { argon2Text } from './argon2-text.ts';

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane (OWASP password storage cheat sheet): 23 ms here. The hash is sealed
 * under the key ring before it is stored, so a copy of the database alone cannot be guessed at.
 */
const COST = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1, hashLength: 32 } as const;

/** One instance an isolate: its memory is 19 MiB, and work in it never overlaps. */
let instance: Argon2 | undefined;

/** Makes hashing ready. Wait for it before a decision, so that the decision itself need not wait. */
export async function loadPasswordHashing(): Promise<void> {
  instance ??= new Argon2(await WebAssembly.instantiate(wasm));
}

function argon2(): Argon2 {
  if (!instance) throw new Error('loadPasswordHashing() was not awaited');
  return instance;
}

/** One spelling of a password: NFC, so that two keyboards' spellings of 'é' are equal (63B-4 3.1.1.2). */
const spelled = (password: string) => argon2Text(password.normalize('NFC'));

/** What a hash that was made here begins with; one that does not is another system's, of an imported account. */
const OWN = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;
export const isOwnHash = (encoded: string) => encoded.startsWith(OWN);

/** @returns the hash with its scheme and cost, `$argon2id$v=19$m=…` */
export const hashPassword = (password: string) => argon2().hash(spelled(password), COST).encoded;

/** Whether a password is the one that was hashed. A false result is a refusal; it never throws for one. */
export const verifyPassword = (encoded: string, password: string) =>
  argon2().tryVerify(encoded, spelled(password)).success;

let decoy: string | undefined;

/** The same work where there is no password to compare with. @returns false */
export function verifyNothing(password: string): false {
  decoy ??= hashPassword('nobody has this password, since it is not stored');
  verifyPassword(decoy, password);
  return false;
}
