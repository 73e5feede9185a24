import type { FactorRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import type { VerifiedAssertion } from '../../factors/passkey/verify-assertion.ts';
import { passkeyParameters } from '../../factors/passkey/passkey-parameters.ts';
import { describeDevice } from '../sign-in/describe-device.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import type { Call, User } from '../user.ts';

/** The active passkey with a credential id (base64url), if it is this account's. */
export const passkeyByCredential = (user: User, credentialId: string) =>
  activeFactors(user, 'passkey').find((row) => passkeyParameters(row).credentialId === credentialId);

/**
 * Writes down that a passkey was used: its counter, its backup state, when and where. The counter has to grow,
 * unless the authenticator always says 0 (WebAuthn Level 3 section 7.2 step 22 and section 6.1.1).
 * @returns the passkey as it is from now on; null when the counter did not grow, or the passkey was removed
 * meanwhile: nothing was written then
 */
export function recordUse(
  user: User,
  call: Call,
  passkey: FactorRow,
  { counter, backedUp }: VerifiedAssertion,
  seq: number,
): FactorRow | null {
  const known = passkeyParameters(passkey);
  const used: FactorRow = {
    ...passkey,
    watermark: counter,
    last_used_at: now(),
    last_used_from: [describeDevice(call.userAgent), call.place].filter(Boolean).join(' · '),
    parameters: known.backedUp === backedUp ? passkey.parameters : JSON.stringify({ ...known, backedUp }),
    seq,
  };
  const recorded = user.sql.changed(
    `UPDATE factors SET watermark = ?1, last_used_at = ?2, last_used_from = ?3, parameters = ?4, seq = ?5
       WHERE id = ?6 AND state = 'active' AND (watermark < ?1 OR (watermark = 0 AND ?1 = 0))`,
    counter,
    used.last_used_at,
    used.last_used_from,
    used.parameters,
    seq,
    passkey.id,
  );
  return recorded ? used : null;
}
