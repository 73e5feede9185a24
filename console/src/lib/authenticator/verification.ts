import type { AssertionCredential, RegistrationCredential } from '#schema/api/passkey.ts';
import { words } from '#lib/language.svelte.ts';
import { toBase64Url } from '#lib/passkeys/base64url.ts';
import { createPasskey } from '#lib/passkeys/create-passkey.ts';
import { getPasskey } from '#lib/passkeys/get-passkey.ts';
import { signalUnknown } from '#lib/passkeys/signals.ts';
import { askSettings } from './ask-as-device.ts';

/** How long the browser waits for the person; a request lives no longer. */
const TIMEOUT_MS = 120_000;

/** ES256, which platforms have, then RS256 (Windows Hello) and Ed25519. */
const ALGORITHMS = [-7, -257, -8];

const hashOf = async (text: string): Promise<string> =>
  toBase64Url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

/**
 * A passkey by which this device checks its owner. It is bound to no account's own id, so that it takes the place
 * of no passkey that signs in, and is not offered as one where the device can help it.
 * @param text what it is made for
 * @param name of this device
 * @throws ProblemError browser-…
 */
export async function makeVerification(text: string, name: string): Promise<RegistrationCredential> {
  const { rpId, service } = await askSettings();
  const called = `${words().methods.push.title} (${name})`;
  const { credential } = await createPasskey({
    challenge: await hashOf(text),
    rp: { id: rpId, name: service },
    user: {
      id: toBase64Url(crypto.getRandomValues(new Uint8Array(32)).buffer),
      name: called,
      displayName: called,
    },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
    timeout: TIMEOUT_MS,
    attestation: 'none',
    authenticatorSelection: {
      authenticatorAttachment: 'platform',
      residentKey: 'discouraged',
      userVerification: 'required',
    },
    excludeCredentials: [],
    extensions: { credProps: true },
  });
  return credential;
}

/**
 * Checks the owner.
 * @param id of this device's passkey
 * @param text what it is good for, and nothing else
 * @throws ProblemError browser-…
 */
export async function checkOwner(id: string, text: string): Promise<AssertionCredential> {
  const { rpId } = await askSettings();
  return getPasskey({
    challenge: await hashOf(text),
    rpId,
    timeout: TIMEOUT_MS,
    userVerification: 'required',
    allowCredentials: [{ type: 'public-key', id, transports: ['internal'] }],
  });
}

/** Tells the browser that a passkey is good for nothing any more. */
export async function forgetVerification(id: string): Promise<void> {
  await signalUnknown((await askSettings()).rpId, id);
}
