import type { FactorRow } from '../../../schema/user-tables.ts';
import { config } from '../../config.ts';
import { seal } from '../../crypto/seal.ts';
import { readForeignHash } from '../../factors/foreign/read-foreign-hash.ts';
import { verifyForeignHash } from '../../factors/foreign/verify-foreign-hash.ts';
import { hashPassword, verifyNothing } from '../../factors/password.ts';
import type { User } from '../user.ts';

/** Whether a password is right by a hash of another system; and if it is, its own hash, sealed for that factor. */
export type ForeignJudgement = { right: false } | { right: true; sealed: string };

/** What is being compared in each object at the moment. */
const underWay = new WeakMap<User, { password: string; judgement: Promise<ForeignJudgement> }>();

/**
 * Compares a password with a hash of another system, ahead of the decision: nothing that may happen meanwhile
 * changes whether it is right. One at a time: another password that comes while one is compared is wrong without
 * being looked at, so that many at once take no longer than one, as they do elsewhere (CHECKLIST A7), and cannot be
 * used to take the CPU. Loaded at an imported account's first sign-in only.
 */
export async function judgeForeignPassword(
  user: User,
  factor: FactorRow,
  encoded: string,
  password: string,
): Promise<ForeignJudgement> {
  const other = underWay.get(user);
  if (other) return other.password === password ? other.judgement : { right: false };
  const judgement = compare(user.id, factor, encoded, password);
  underWay.set(user, { password, judgement });
  try {
    return await judgement;
  } finally {
    underWay.delete(user);
  }
}

async function compare(
  userId: string,
  factor: FactorRow,
  encoded: string,
  password: string,
): Promise<ForeignJudgement> {
  const hash = readForeignHash(encoded);
  if (typeof hash === 'string' || !(await verifyForeignHash(hash, password)))
    return { right: verifyNothing(password) };
  const own = new TextEncoder().encode(hashPassword(password));
  return { right: true, sealed: await seal(config.keyRing, `${userId}/${factor.id}`, own) };
}
