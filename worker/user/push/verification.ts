import { sha256 } from '@noble/hashes/sha2.js';
import type { AssertionCredential, RegistrationCredential } from '../../../schema/api/passkey.ts';
import type { ProblemCode } from '../../../schema/api/problem.ts';
import type { ChallengeRow, FactorRow } from '../../../schema/user-tables.ts';
import { config } from '../../config.ts';
import { toBase64Url } from '../../crypto/base64.ts';
import type { Expectations } from '../../factors/passkey/expectations.ts';
import type { VerifiedAssertion } from '../../factors/passkey/verify-assertion.ts';
import { verifyAssertion } from '../../factors/passkey/verify-assertion.ts';
import { verifyRegistration } from '../../factors/passkey/verify-registration.ts';
import type { Verification } from '../../factors/push/push-parameters.ts';
import { Refused } from '../../refused.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import { countWrong } from './count-wrong.ts';

const expectations = (type: Expectations['type'], text: string): Expectations => ({
  type,
  challenge: toBase64Url(sha256(new TextEncoder().encode(text))),
  origins: [config.origin],
  rpId: config.rpId,
  requireUserVerification: true,
});

/**
 * The passkey that a device brings to check its owner with.
 * @param text what it was made for
 * @throws Refused passkey-…
 */
export async function registerVerification(
  credential: RegistrationCredential,
  text: string,
): Promise<Verification> {
  const registration = await verifyRegistration(credential, expectations('webauthn.create', text));
  if (typeof registration === 'string') throw new Refused(registration);
  return { ...registration.parameters, counter: registration.counter };
}

/** How a device's passkey answered for a text: what it said, or why that does not count. */
export async function checkVerification(
  verification: Verification,
  credential: AssertionCredential,
  text: string,
): Promise<VerifiedAssertion | ProblemCode> {
  if (credential.id !== verification.credentialId || credential.rawId !== credential.id)
    return 'passkey-unknown';
  return verifyAssertion(credential, verification, expectations('webauthn.get', text));
}

/** What a device's passkey answered, and which one it was then. */
export interface Check {
  by: Verification;
  said: VerifiedAssertion | ProblemCode;
}

/**
 * Writes the use of a device's passkey down. What does not count is recorded, and is a wrong try of the device.
 * @param live the push that it was for
 * @throws Refused passkey-…
 */
export function spendCheck(
  user: User,
  call: Call,
  device: FactorRow,
  { by, said }: Check,
  live?: ChallengeRow,
): void {
  if (typeof said !== 'string' && recordUse(user, device.id, by, said)) return;
  const problem = typeof said === 'string' ? said : 'passkey-counter';
  const type = problem === 'passkey-counter' ? 'passkey.counter-regressed' : 'challenge.failed';
  user.transaction(() => {
    const about = {
      method: 'passkey',
      subject: device.name,
      sessionId: live?.session_id ?? undefined,
    } as const;
    const seq = append(user, call, {
      type,
      ...about,
      detail: { problem, ...(live && { challenge: live.id }) },
    });
    countWrong(user, call, device, seq, live?.session_id ?? null);
  });
  throw new Refused(problem);
}

/**
 * The counter has to grow, unless it is always 0 (WebAuthn Level 3 section 7.2 step 22).
 * @returns false when it did not, or the passkey is another one by now: nothing was written then
 */
const recordUse = (
  user: User,
  deviceId: string,
  { credentialId }: Verification,
  { counter, backedUp }: VerifiedAssertion,
): boolean =>
  user.sql.changed(
    `UPDATE factors SET parameters =
         json_set(parameters, '$.verification.counter', ?1, '$.verification.backedUp', json(?2))
       WHERE id = ?3 AND state = 'active' AND json_extract(parameters, '$.verification.credentialId') = ?4
         AND (json_extract(parameters, '$.verification.counter') < ?1
           OR (?1 = 0 AND json_extract(parameters, '$.verification.counter') = 0))`,
    counter,
    String(backedUp),
    deviceId,
    credentialId,
  );
