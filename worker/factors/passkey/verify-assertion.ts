import { sha256 } from '@noble/hashes/sha2.js';
import type { AssertionCredential } from '../../../schema/api/passkey.ts';
import type { ProblemCode } from '../../../schema/api/problem.ts';
import { checkAuthenticatorData } from './check-authenticator-data.ts';
import type { ClientData } from './check-client-data.ts';
import { checkClientData } from './check-client-data.ts';
import type { Expectations } from './expectations.ts';
import type { PasskeyParameters } from './passkey-parameters.ts';
import type { PublicKey } from './public-key.ts';
import { importPublicKey, verifySignature } from './public-key.ts';
import { readAuthenticatorData } from './read-authenticator-data.ts';

export interface VerifiedAssertion {
  counter: number;
  userVerified: boolean;
  backedUp: boolean;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Keys that were imported already, by their encoded form. */
export type KnownKeys = Map<string, PublicKey>;

/** Takes the byte order mark away and puts U+FFFD for what is no UTF-8 (Encoding, "UTF-8 decode"). */
const utf8 = new TextDecoder();

/**
 * Verifies an assertion (WebAuthn Level 3 section 7.2; docs/webauthn.md walks its steps). The counter is for
 * the caller to hold against the stored one, in the step that spends the challenge.
 * @returns what the authenticator said, or why it is refused
 */
export async function verifyAssertion(
  { response }: AssertionCredential,
  stored: PasskeyParameters,
  expected: Expectations,
  keys: KnownKeys = new Map(),
): Promise<VerifiedAssertion | ProblemCode> {
  try {
    const clientDataBytes = fromBase64Url(response.clientDataJSON);
    const clientFault = checkClientData(JSON.parse(utf8.decode(clientDataBytes)) as ClientData, expected);
    if (clientFault) return clientFault;
    const authData = fromBase64Url(response.authenticatorData);
    const head = await readAuthenticatorData(authData);
    if (!head) return 'passkey-malformed';
    const rpIdHash = hashOf(expected.rpId);
    const { backupEligible } = stored;
    const fault = checkAuthenticatorData(head, { ...expected, rpIdHash, backupEligible });
    if (fault) return fault;
    const signed = signedBytes(authData, clientDataBytes);
    const key = await publicKeyOf(stored, keys);
    const right = await verifySignature(key, fromBase64Url(response.signature), signed);
    if (right === null) return 'passkey-malformed';
    if (right !== true) return 'passkey-bad-signature';
    return { counter: head.counter, userVerified: head.flags.uv, backedUp: head.flags.bs };
  } catch {
    return 'passkey-malformed';
  }
}

const fromBase64Url = (text: string): Bytes => Uint8Array.fromBase64(text, { alphabet: 'base64url' });

let hashed: { rpId: string; hash: Uint8Array } | undefined;

/** The hash of the RP id; a service has one. */
function hashOf(rpId: string): Uint8Array {
  if (hashed?.rpId !== rpId) hashed = { rpId, hash: sha256(new TextEncoder().encode(rpId)) };
  return hashed.hash;
}

/** Section 7.2 steps 20 and 21: what the authenticator signed. */
function signedBytes(authData: Bytes, clientData: Bytes): Bytes {
  const signed = new Uint8Array(authData.length + 32);
  signed.set(authData);
  signed.set(sha256(clientData), authData.length);
  return signed;
}

async function publicKeyOf({ publicKey }: PasskeyParameters, keys: KnownKeys): Promise<PublicKey> {
  const known = keys.get(publicKey);
  if (known) return known;
  const imported = await importPublicKey(fromBase64Url(publicKey));
  keys.set(publicKey, imported);
  return imported;
}
