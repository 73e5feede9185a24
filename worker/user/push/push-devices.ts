import type { Subscription } from '../../../schema/api/push.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { isPushEndpoint } from '../../factors/push/push-endpoint.ts';
import { pushParameters } from '../../factors/push/push-parameters.ts';
import type { Asked, SignedRequest } from '../../factors/push/signed-request.ts';
import { importDeviceKey, isSignedBy } from '../../factors/push/signed-request.ts';
import { refusal } from '../../policy/budget.ts';
import { DEVICE_CLOCK_MS } from '../../policy/limits.ts';
import { Refused } from '../../refused.ts';
import { activeFactors } from '../factors/factor-rows.ts';
import type { User } from '../user.ts';
import { instant } from '../views.ts';

/** What a device asks for, and its signature over it. */
export interface DeviceCall {
  asked: Asked;
  signed: SignedRequest;
}

export const deviceIdOf = ({ device }: SignedRequest) => device.slice(device.indexOf('.') + 1);

/**
 * Checks a device's signature. Everything that depends on the device is looked at anew afterwards: it may have
 * been removed meanwhile.
 * @param publicKey the key that the device brought; undefined where there is no such device
 * @throws Refused device-clock, device-unknown: also for a wrong signature, so that nobody learns which ids there are
 */
export async function requireSigned(
  { asked, signed }: DeviceCall,
  publicKey: string | undefined,
): Promise<void> {
  if (Math.abs(now() - signed.time) > DEVICE_CLOCK_MS)
    throw new Refused('device-clock', { serverTime: instant(now()) });
  const key = publicKey === undefined ? null : await importDeviceKey(publicKey);
  if (!key || !(await isSignedBy(key, asked, signed))) throw new Refused('device-unknown');
}

/** The active device of this id. @throws Refused device-unknown */
export function pushDevice(user: User, id: string): FactorRow {
  const factor = user.account && activeFactors(user, 'push').find((row) => row.id === id);
  if (!factor) throw new Refused('device-unknown');
  return factor;
}

/** @throws Refused too-many-tries, factor-disabled */
export function requireUsable(device: FactorRow): void {
  const shut = refusal(device, now());
  if (shut === 'disabled') throw new Refused('factor-disabled');
  if (shut === 'locked') throw new Refused('too-many-tries', { retryAt: instant(device.locked_until) });
}

/** The active device that signed this. @throws Refused device-clock, device-unknown */
export async function signedDevice(user: User, call: DeviceCall): Promise<FactorRow> {
  const id = deviceIdOf(call.signed);
  const known = user.account && activeFactors(user, 'push').find((row) => row.id === id);
  await requireSigned(call, known ? pushParameters(known).publicKey : undefined);
  return pushDevice(user, id);
}

/** @throws Refused invalid-request for an endpoint that is no push service's, or a key that is no point of the curve */
export async function requireSubscription(subscription: Subscription): Promise<void> {
  if (!subscription) return;
  const refuse = (field: string, message: string) =>
    new Refused('invalid-request', { errors: [{ field: `subscription.${field}`, message }] });
  if (!isPushEndpoint(subscription.endpoint, config.pushServices))
    throw refuse('endpoint', 'This is not the address of a push service that is known here');
  if (!(await importDeviceKey(subscription.p256dh))) throw refuse('p256dh', 'This is no point of P-256');
}

/** Where the device is reached from now on. @throws Refused device-clock, device-unknown, invalid-request */
export async function subscribeDevice(
  user: User,
  call: DeviceCall,
  subscription: Subscription,
): Promise<void> {
  await signedDevice(user, call);
  await requireSubscription(subscription);
  setSubscription(user, deviceIdOf(call.signed), subscription);
}

/** It is no change to what protects the account, so it has no event. */
const setSubscription = (user: User, id: string, subscription: Subscription) =>
  user.sql.all(
    `UPDATE factors SET parameters = json_set(parameters, '$.subscription', json(?)) WHERE id = ? AND state = 'active'`,
    JSON.stringify(subscription),
    id,
  );

/** Forgets a subscription that its push service no longer knows, unless there is another one by now. */
export function dropSubscription(user: User, id: string, endpoint: string): void {
  user.sql.all(
    `UPDATE factors SET parameters = json_set(parameters, '$.subscription', json('null'))
       WHERE id = ? AND json_extract(parameters, '$.subscription.endpoint') = ?`,
    id,
    endpoint,
  );
}
