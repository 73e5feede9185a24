import { toBase64Url } from '#lib/passkeys/base64url.ts';

/** The texts that a device signs (docs/push-protocol.md): each part is on a line of its own. */

export async function signedText(
  asked: { method: string; path: string; body: string },
  device: string,
  time: number,
): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(asked.body));
  return [
    'countersign-device-v1',
    location.origin,
    asked.method,
    asked.path,
    device,
    time,
    toBase64Url(hash),
  ].join('\n');
}

/** By which a device shows that it has the private half of the key that it brings. */
export const joinText = (key: string, publicKey: string): string =>
  ['countersign-join-v1', location.origin, key, publicKey].join('\n');

/** One approval, which this device's passkey answers for. */
export const approvalText = (device: string, request: string, number: string): string =>
  ['countersign-approve-v1', location.origin, device, request, number].join('\n');

/** Checking the owner from now on, or no longer. @param time of the signed request that asks for it */
export const switchText = (on: boolean, device: string, time: number): string =>
  [`countersign-verification-${on ? 'on' : 'off'}-v1`, location.origin, device, time].join('\n');
