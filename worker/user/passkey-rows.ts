import type { FactorRow } from '../../schema/user-tables.ts';
import { now } from '../clock.ts';
import type { VerifiedAssertion } from '../factors/passkey/verify-assertion.ts';
import { passkeyParameters } from '../factors/passkey/passkey-parameters.ts';
import { describeDevice } from './describe-device.ts';
import { activeFactors } from './factor-rows.ts';
import type { Call, User } from './user.ts';

/** The active passkey with a credential id (base64url), if it is this account's. */
export const passkeyByCredential = (user: User, credentialId: string) =>
  activeFactors(user, 'passkey').find((row) => passkeyParameters(row).credentialId === credentialId);

/**
 * Writes down that a passkey was used: its counter, its backup state, when and where. The counter has to grow,
 * unless the authenticator always says 0 (WebAuthn Level 3 section 7.2 step 22 and section 6.1.1).
 * @returns the passkey as it is from now on; undefined when the counter did not grow, or the passkey was removed
 * meanwhile: nothing was written then
 */
export function recordUse(
  user: User,
  call: Call,
  id: string,
  use: VerifiedAssertion,
  seq: number,
): FactorRow | undefined {
  return user.sql.one<FactorRow>(
    `UPDATE factors SET watermark = ?1, last_used_at = ?2, last_used_from = ?3, seq = ?4,
         parameters = json_set(parameters, '$.backedUp', json(?5))
       WHERE id = ?6 AND state = 'active' AND (watermark < ?1 OR (watermark = 0 AND ?1 = 0)) RETURNING *`,
    use.counter,
    now(),
    [describeDevice(call.userAgent), call.place].filter(Boolean).join(' · '),
    seq,
    use.backedUp ? 'true' : 'false',
    id,
  );
}
