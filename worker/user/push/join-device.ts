import type { DeviceJoined, DeviceState, JoinDevice } from '../../../schema/api/push.ts';
import type { ChallengeRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { toBase32 } from '../../crypto/base32.ts';
import { equal } from '../../crypto/equal.ts';
import { randomDigits } from '../../crypto/random-digits.ts';
import { unseal } from '../../crypto/seal.ts';
import { parseCrockford } from '../../factors/crockford.ts';
import { enrollmentKey, ENROLLMENT_KEY_CHARACTERS } from '../../factors/push/enrollment-key.ts';
import type { PushParameters } from '../../factors/push/push-parameters.ts';
import { pushParameters } from '../../factors/push/push-parameters.ts';
import { importDeviceKey, joinText, verifyJoin } from '../../factors/push/signed-request.ts';
import { COMPARISON_DIGITS } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import type { User } from '../user.ts';
import { instant } from '../views.ts';
import type { DeviceCall } from './push-devices.ts';
import { deviceIdOf, requireSigned, requireSubscription } from './push-devices.ts';
import { registerVerification } from './verification.ts';

const pendingPushes = (user: User) =>
  user.account?.email
    ? user.sql.all<ChallengeRow>(
        `SELECT * FROM challenges WHERE purpose = 'enrollment' AND method = 'push' AND closed_at IS NULL
           AND wrong = 0 AND expires_at > ?`,
        now(),
      )
    : [];

const pendingByKey = (user: User, typed: string) => {
  const key = parseCrockford(typed, ENROLLMENT_KEY_CHARACTERS);
  return key === null ? undefined : pendingPushes(user).find(({ id }) => equal(enrollmentKey(id), key));
};

/**
 * A device joins a set-up that waits for one: it brings its public key, proves that it has the private one, and
 * says where it is reached. The first that comes with the key is the only one. It can do nothing before the
 * person has compared what both screens show, and confirmed it in the session that began: that covers the passkey
 * that it may bring, too, which was made for this very join.
 * @throws Refused invalid-request, code-expired: no such key, or used already; passkey-…
 */
export async function joinDevice(user: User, wish: JoinDevice): Promise<DeviceJoined> {
  const { key, publicKey, name, subscription, signature, verification: made } = wish;
  await requireSubscription(subscription);
  const proven = await importDeviceKey(publicKey).then(
    (imported) => imported && verifyJoin(imported, { origin: config.origin, key, publicKey, signature }),
  );
  if (!proven) {
    const message = 'This is no signature by the key, over the text that the protocol names';
    throw new Refused('invalid-request', { errors: [{ field: 'signature', message }] });
  }
  const waiting = pendingByKey(user, key);
  if (!waiting) throw new Refused('code-expired');
  const secret = await unseal(config.keyRing, `${user.id}/${waiting.id}`, waiting.sealed!);
  const verification = made
    ? await registerVerification(made, joinText(config.origin, key, publicKey))
    : null;
  const parameters: PushParameters = { publicKey, subscription, verification };
  const row = user.sql.one<ChallengeRow>(
    `UPDATE challenges SET device = ?, number = ?, name = ? WHERE id = ? AND device IS NULL AND closed_at IS NULL
       AND wrong = 0 AND expires_at > ? RETURNING *`,
    JSON.stringify(parameters),
    randomDigits(COMPARISON_DIGITS),
    name,
    waiting.id,
    now(),
  );
  if (!row) throw new Refused('code-expired');
  return {
    device: `${user.id}.${row.id}`,
    service: config.serviceName,
    email: user.account!.email!,
    comparison: row.number!,
    secret: toBase32(secret),
    expiresAt: instant(row.expires_at),
  };
}

/**
 * Whether this device may be used by now.
 * @throws Refused device-clock, device-unknown: never joined, its set-up was left, or it was removed
 */
export async function deviceState(user: User, call: DeviceCall): Promise<DeviceState> {
  const id = deviceIdOf(call.signed);
  await requireSigned(call, deviceOf(user, id)?.brought.publicKey);
  const device = deviceOf(user, id);
  if (!device) throw new Refused('device-unknown');
  const { state, name, brought } = device;
  return {
    state,
    name,
    email: user.account!.email!,
    service: config.serviceName,
    verification: brought.verification?.credentialId ?? null,
  };
}

function deviceOf(
  user: User,
  id: string,
): { state: DeviceState['state']; name: string; brought: PushParameters } | undefined {
  const active = user.account && activeFactors(user, 'push').find((row) => row.id === id);
  if (active) return { state: 'active', name: active.name, brought: pushParameters(active) };
  const pending = pendingPushes(user).find((row) => row.id === id && row.device !== null);
  if (!pending) return undefined;
  return { state: 'waiting', name: pending.name!, brought: JSON.parse(pending.device!) as PushParameters };
}
