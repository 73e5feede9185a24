/**
 * What the passkey of a push device answers for (docs/push-protocol.md): the WebAuthn challenge is the SHA-256 of
 * one of these texts. Each names all that the answer is good for, so that it is good for nothing else.
 */

/** One approval: of this request, on this device, with this number. */
export const approvalText = (origin: string, device: string, request: string, number: string) =>
  ['countersign-approve-v1', origin, device, request, number].join('\n');

/**
 * Checking the person from now on, or no longer.
 * @param time of the signed request that asks for it, ms since the epoch
 */
export const switchText = (on: boolean, origin: string, device: string, time: number) =>
  [`countersign-verification-${on ? 'on' : 'off'}-v1`, origin, device, time].join('\n');
