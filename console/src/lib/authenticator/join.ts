import type { DeviceJoined, JoinDevice } from '#schema/api/push.ts';
import { askToJoin } from './ask-as-device.ts';
import { newDeviceKey, publicKeyOf, sign } from './device-key.ts';
import type { HeldAccount } from './held-account.ts';
import { importCodeKey } from './offline-code.ts';
import { joinText } from './signed-text.ts';
import { store } from './store.ts';

/** What lets a device join: from the QR code with the account's home, or typed with its address. */
export type Invitation = { key: string } & ({ home: string } | { email: string });

/** The part of the link behind the `#`, which no server is sent. */
export function readInvitation(hash: string): Invitation | null {
  const [, home, key] = /^#([\w-]{22})\.([0-9A-Z]{16})$/.exec(hash) ?? [];
  return home && key ? { home, key } : null;
}

/** Makes a key, shows the service that this device has it, and keeps both. @throws ProblemError */
export async function join(invitation: Invitation, name: string): Promise<HeldAccount> {
  const keys = await newDeviceKey();
  const publicKey = await publicKeyOf(keys);
  const wish: JoinDevice = {
    ...invitation,
    publicKey,
    name,
    subscription: null,
    signature: await sign(keys.privateKey, joinText(invitation.key, publicKey)),
  };
  const joined = await askToJoin<DeviceJoined>(wish);
  const { device, service, email, comparison } = joined;
  const account: HeldAccount = {
    device,
    service,
    email,
    name,
    state: 'waiting',
    signingKey: keys.privateKey,
    codeKey: await importCodeKey(joined.secret),
    comparison,
    addedAt: new Date().toISOString(),
  };
  await store.putAccount(account);
  // Asks the browser not to clear it away when room is short. Firefox asks its person, who need not answer.
  void navigator.storage?.persist?.().catch(() => false);
  return account;
}
