import type { ChangeVerification } from '../../../schema/api/push.ts';
import type { FactorRow } from '../../../schema/user-tables.ts';
import type { Verification } from '../../factors/push/push-parameters.ts';
import { pushParameters } from '../../factors/push/push-parameters.ts';
import { switchText } from '../../factors/push/verification-texts.ts';
import { Refused } from '../../refused.ts';
import { append } from '../ledger.ts';
import type { Call, User } from '../user.ts';
import type { DeviceCall } from './push-devices.ts';
import { deviceIdOf, pushDevice, requireUsable, signedDevice } from './push-devices.ts';
import { checkVerification, registerVerification, spendCheck } from './verification.ts';

/**
 * A device checks its owner at each approval from now on, or no longer. Who ends it has to be checked by it once
 * more; of both the owner is told, since a device's key alone is enough to begin it.
 * @throws Refused device-clock, device-unknown, too-many-tries, factor-disabled, passkey-…
 */
export async function changeVerification(
  user: User,
  call: Call,
  { asked, signed }: DeviceCall,
  wish: ChangeVerification,
): Promise<void> {
  await signedDevice(user, { asked, signed });
  const find = () => {
    const device = pushDevice(user, deviceIdOf(signed));
    requireUsable(device);
    return { device, by: pushParameters(device).verification ?? null };
  };
  const before = find();
  const text = switchText(wish.on, asked.origin, signed.device, signed.time);
  if (wish.on) {
    if (before.by) throw new Refused('passkey-exists');
    const made = await registerVerification(wish.credential, text);
    const { device, by } = find();
    if (by) throw new Refused('passkey-exists');
    return setVerification(user, call, device, made);
  }
  if (!before.by) throw new Refused('passkey-unknown');
  const said = await checkVerification(before.by, wish.credential, text);
  const { device } = find();
  spendCheck(user, call, device, { by: before.by, said });
  setVerification(user, call, device, null);
}

function setVerification(user: User, call: Call, device: FactorRow, made: Verification | null): void {
  user.transaction(() => {
    const seq = append(user, call, {
      type: made ? 'push.verification-on' : 'push.verification-off',
      method: 'push',
      subject: device.name,
    });
    user.sql.all(
      `UPDATE factors SET parameters = json_set(parameters, '$.verification', json(?)), seq = ?
         WHERE id = ? AND state = 'active'`,
      JSON.stringify(made),
      seq,
      device.id,
    );
  });
}
