import type { AssertionCredential } from '../../../schema/api/passkey.ts';
import type { ProblemCode } from '../../../schema/api/problem.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import { config } from '../../config.ts';
import { passkeyParameters } from '../../factors/passkey/passkey-parameters.ts';
import type { KnownKeys } from '../../factors/passkey/verify-assertion.ts';
import { verifyAssertion } from '../../factors/passkey/verify-assertion.ts';
import type { Proof } from '../../policy/levels.ts';
import { Refused } from '../../refused.ts';
import { loadDeviceNames } from '../sign-in/describe-device.ts';
import { activeFactor, activeFactors, usedFirst } from '../factors/factor-rows.ts';
import { append, nextSeq } from '../ledger.ts';
import { passkeyByCredential, recordUse } from './passkey-rows.ts';
import type { Call, User } from '../user.ts';

export interface PasskeyUse {
  /** Base64url, as given out. It was taken already: whatever comes of this, nobody answers it again. */
  challenge: string;
  credential: AssertionCredential;
  requireUserVerification: boolean;
  /**
   * The passkeys that the options listed: all of the account's, or one, as of then. Null: none were, since
   * nobody was known when the challenge was given out, and the passkey itself says whose it is.
   */
  listed: { factorId: string | null; at: number } | null;
  /** What it is for, in the ledger. */
  sessionId: string | undefined;
  /** What refuses it though it is right. */
  unwelcome?: () => ProblemCode | null;
}

/** The public keys that an account's object has used since it woke: importing one costs as much as using it. */
const knownKeys = new WeakMap<User, KnownKeys>();

/**
 * Verifies the assertion of one of this account's passkeys and does `then` in the transaction that writes its
 * use down.
 * @param then gets the passkey and what it proves; the first event that it appends is the use's own
 * @throws Refused passkey-…, each recorded
 */
export async function usePasskey<T>(
  user: User,
  call: Call,
  use: PasskeyUse,
  then: (factor: FactorRow, proof: Proof) => T,
): Promise<T> {
  const { credential, challenge, requireUserVerification } = use;
  const factor = passkeyByCredential(user, credential.id);
  if (!factor || !isListed(factor, use) || !isOwners(user, use))
    throw refuse(user, call, use, 'passkey-unknown', factor);

  await loadDeviceNames();
  let keys = knownKeys.get(user);
  if (!keys) knownKeys.set(user, (keys = new Map()));
  const expected = {
    type: 'webauthn.get' as const,
    challenge,
    origins: [config.origin, ...config.relatedOrigins],
    rpId: config.rpId,
    requireUserVerification,
  };
  const verified = await verifyAssertion(credential, passkeyParameters(factor), expected, keys);
  if (typeof verified === 'string') throw refuse(user, call, use, verified, factor);
  // Told only to who holds the passkey and was checked by it.
  const unwelcome = user.account!.locked_at !== null ? 'account-locked' : use.unwelcome?.();
  if (unwelcome) throw refuse(user, call, use, unwelcome, factor);

  const seq = nextSeq(user);
  const factors = activeFactors(user);
  const passkey = activeFactor(user, factor.id);
  if (!passkey) throw refuse(user, call, use, 'passkey-unknown', factor);
  const { session } = user.kept;
  const done = user.transaction(() => {
    const used = recordUse(user, call, passkey, verified, seq);
    if (!used) return null;
    // Writing the use down changed no session: `then` need not read it again.
    user.keep({ session });
    return { used, value: then(used, verified.userVerified ? 'passkey-verified' : 'passkey') };
  });
  if (done) {
    user.keep({ factors: usedFirst(factors, done.used) });
    return done.value;
  }
  append(user, call, { type: 'passkey.counter-regressed', ...about(use, factor) });
  throw new Refused('passkey-counter');
}

/** Section 7.2 step 5. */
const isListed = ({ id, created_at }: FactorRow, { listed }: PasskeyUse) =>
  !listed || (created_at <= listed.at && (listed.factorId === null || listed.factorId === id));

/** Section 7.2 step 6: the owner is who the passkey says; without a name typed it has to say so. */
function isOwners(user: User, { credential, listed }: PasskeyUse): boolean {
  const { userHandle } = credential.response;
  return credential.rawId === credential.id && (userHandle ? userHandle === user.id : listed !== null);
}

const about = (use: PasskeyUse, factor: FactorRow | undefined) => ({
  method: 'passkey' as const,
  subject: factor?.name,
  sessionId: use.sessionId,
});

function refuse(
  user: User,
  call: Call,
  use: PasskeyUse,
  problem: ProblemCode,
  factor: FactorRow | undefined,
): Refused {
  append(user, call, { type: 'challenge.failed', ...about(use, factor), detail: { problem } });
  return new Refused(problem);
}
