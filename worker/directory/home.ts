import { config } from '../config.ts';
import { toBase64Url } from '../crypto/base64.ts';
import { keyedDigest } from '../crypto/digest.ts';
import { loadOnce } from '../load-once.ts';
import { canonicalEmail } from './canonical-email.ts';

// A verification never needs it, and starting the Worker need not pay for D1's queries.
const directory = loadOnce(() => import('./directory.ts'));

/**
 * The name of the object that answers for an address: the user's, or a stand-in that counts guesses and
 * sends for an address without account in just the same way. It is one address's, as an account is: counters
 * that addresses without an account shared would tell them from one that has an account (CHECKLIST A7).
 */
export async function homeOf(env: Env, email: string): Promise<string> {
  const { findUser } = await directory();
  return (await findUser(env.DB, email)) ?? standInOf(email);
}

/** The same, with the groups that the user is in: by one look-up, as `homeOf`. */
export async function homeAndGroupsOf(
  env: Env,
  email: string,
): Promise<{ home: string; groups: string[] | null }> {
  const { findUserAndGroups } = await directory();
  const found = await findUserAndGroups(env.DB, email);
  return { home: found?.id ?? standInOf(email), groups: found?.groups ?? null };
}

function standInOf(email: string): string {
  const ring = config.keyRing;
  return toBase64Url(keyedDigest(ring.key(ring.current, 'address'), canonicalEmail(email)).slice(0, 16));
}

export const userObject = (env: Env, home: string) => env.USERS.get(env.USERS.idFromName(home));
