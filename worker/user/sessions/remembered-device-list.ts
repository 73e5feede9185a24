import type { RememberedDevice } from '../../../schema/api/remembered-device.ts';
import { Refused } from '../../refused.ts';
import { describeDevice, loadDeviceNames } from '../sign-in/describe-device.ts';
import type { RememberedToken } from './remembered-devices.ts';
import { forgetRememberedDevices, rememberedDevices } from './remembered-devices.ts';
import type { SessionToken } from './sessions.ts';
import { authenticate, touch } from './sessions.ts';
import type { Call, User } from '../user.ts';
import { rememberedDeviceView } from '../views.ts';

/** The browsers that skip the second step, the one used last first. @param own the token of the browser that asks */
export async function listRememberedDevices(
  user: User,
  token: SessionToken | null,
  own: RememberedToken | null,
): Promise<RememberedDevice[]> {
  await loadDeviceNames();
  touch(user, authenticate(user, token, 'full'));
  return rememberedDevices(user).map((row) =>
    rememberedDeviceView(row, user.policy.rememberDeviceDays, own?.id),
  );
}

/** Forgets one: its next sign-in asks for the second step. @throws Refused not-found */
export async function forgetRememberedDevice(
  user: User,
  call: Call,
  token: SessionToken | null,
  id: string,
): Promise<number> {
  await loadDeviceNames();
  const session = authenticate(user, token, 'fresh');
  return user.transaction(() => {
    const device = rememberedDevices(user).find((row) => row.id === id);
    if (!device) throw new Refused('not-found');
    const subject = describeDevice(device.user_agent);
    return forgetRememberedDevices(user, call, 'revoked', { sessionId: session.id, id, subject });
  });
}

/** Forgets them all. @returns how many there were */
export function forgetAllRememberedDevices(user: User, call: Call, token: SessionToken | null): number {
  const session = authenticate(user, token, 'fresh');
  return user.transaction(() => forgetRememberedDevices(user, call, 'revoked', { sessionId: session.id }));
}
