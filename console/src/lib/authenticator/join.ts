import type { DeviceJoined, JoinDevice } from '#schema/api/push.ts';
import { isRefused } from '#lib/passkeys/is-refused.ts';
import { askToJoin } from './ask-as-device.ts';
import { newDeviceKey, publicKeyOf, sign } from './device-key.ts';
import type { HeldAccount } from './held-account.ts';
import { importCodeKey } from './offline-code.ts';
import { joinText } from './signed-text.ts';
import { store } from './store.ts';
import { forgetVerification, makeVerification } from './verification.ts';

/** What lets a device join: from the QR code with the account's home, or typed with its address. */
export type Invitation = { key: string } & ({ home: string } | { email: string });

/** The part of the link behind the `#`, which no server is sent. */
export function readInvitation(hash: string): Invitation | null {
  const [, home, key] = /^#([\w-]{22})\.([0-9A-Z]{16})$/.exec(hash) ?? [];
  return home && key ? { home, key } : null;
}

/**
 * Makes a key, shows the service that this device has it, and keeps both.
 * @param checks whether this device checks its owner at each approval, by a passkey that it makes for that
 * @throws ProblemError browser-…
 */
export async function join(invitation: Invitation, name: string, checks: boolean): Promise<HeldAccount> {
  const keys = await newDeviceKey();
  const publicKey = await publicKeyOf(keys);
  const text = joinText(invitation.key, publicKey);
  const verification = checks ? await makeVerification(text, name) : undefined;
  const wish: JoinDevice = {
    ...invitation,
    publicKey,
    name,
    subscription: null,
    ...(verification && { verification }),
    signature: await sign(keys.privateKey, text),
  };
  const joined = await askToJoin<DeviceJoined>(wish).catch((error: unknown) => {
    if (verification && isRefused(error)) void forgetVerification(verification.id);
    throw error;
  });
  const { device, service, email, comparison } = joined;
  const account: HeldAccount = {
    device,
    service,
    email,
    name,
    state: 'waiting',
    verification: verification?.id ?? null,
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
