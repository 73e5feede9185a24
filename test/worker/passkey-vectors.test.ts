import { SettingsService, verifyRegistrationResponse } from '@simplewebauthn/server';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AssertionCredential, RegistrationCredential } from '../../schema/api/passkey.ts';
import type { ProblemCode } from '../../schema/api/problem.ts';
import { toBase64Url } from '../../worker/crypto/base64.ts';
import { ALGORITHMS } from '../../worker/factors/passkey/algorithms.ts';
import type { Expectations } from '../../worker/factors/passkey/expectations.ts';
import type { PasskeyParameters } from '../../worker/factors/passkey/passkey-parameters.ts';
import { verifyAssertion } from '../../worker/factors/passkey/verify-assertion.ts';
import { verifyRegistration } from '../../worker/factors/passkey/verify-registration.ts';
import type { Vector } from '../vectors/webauthn-level-3.ts';
import { ATTESTATION_ROOT, VECTORS } from '../vectors/webauthn-level-3.ts';

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16));
const base64Url = (hex: string) => toBase64Url(bytes(hex));
const vector = (name: string) => VECTORS.find(({ section }) => section === `#sctn-test-vectors-${name}`)!;

const expected = (type: Expectations['type'], challenge: string): Expectations => ({
  type,
  challenge: base64Url(challenge),
  origins: ['https://example.org'],
  rpId: 'example.org',
  requireUserVerification: false,
});

function registrationOf({ credentialId, registration }: Vector): RegistrationCredential {
  const id = base64Url(credentialId);
  const response = {
    clientDataJSON: base64Url(registration.clientDataJSON),
    attestationObject: base64Url(registration.attestationObject),
    transports: [],
  };
  return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
}

function assertionOf({ credentialId, authentication }: Vector): AssertionCredential {
  const id = base64Url(credentialId);
  const response = {
    clientDataJSON: base64Url(authentication.clientDataJSON),
    authenticatorData: base64Url(authentication.authenticatorData),
    signature: base64Url(authentication.signature),
  };
  return { id, rawId: id, type: 'public-key', response };
}

const register = (of: Vector) =>
  verifyRegistration(registrationOf(of), expected('webauthn.create', of.registration.challenge));

const assert = (of: Vector, stored: PasskeyParameters) =>
  verifyAssertion(assertionOf(of), stored, expected('webauthn.get', of.authentication.challenge));

/** The credential record of a vector whose registration is refused, so that its assertion is held against it too. */
function recordOf(of: Vector, publicKey: string, backupEligible: boolean): PasskeyParameters {
  const [aaguid, transports] = ['', []];
  const credentialId = base64Url(of.credentialId);
  const rest = { backedUp: false, userVerified: false, format: 'none', selfAttested: false };
  return { credentialId, publicKey, aaguid, transports, backupEligible, ...rest };
}

beforeAll(() => {
  // The vectors have a root of their own; in the library's place of Apple's and Google's.
  for (const identifier of ['apple', 'android-key'] as const)
    SettingsService.setRootCertificates({ identifier, certificates: [bytes(ATTESTATION_ROOT)] });
});

test('the vectors are all that the section has', () => {
  expect(VECTORS).toHaveLength(15);
});

describe('WebAuthn Level 3 test vectors: registration and authentication are accepted', () => {
  test.each([
    ['none-es256', 'none'],
    ['packed-self-es256', 'packed'],
    ['none-es256-long-credential-id', 'none'],
    ['packed-es256', 'packed'],
    ['packed-es384', 'packed'],
    ['packed-es512', 'packed'],
    ['packed-rs256', 'packed'],
    ['packed-eddsa', 'packed'],
    ['apple-es256', 'apple'],
  ])('%s', async (name, format) => {
    const of = vector(name);
    const registered = await register(of);
    const aaguid = of.aaguid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    expect(registered).toMatchObject({
      counter: 0,
      parameters: {
        credentialId: base64Url(of.credentialId),
        aaguid,
        format,
        selfAttested: name === 'packed-self-es256',
      },
    });
    if (typeof registered === 'string') return;
    const flags = bytes(of.authentication.authenticatorData)[32]!;
    expect(await assert(of, registered.parameters)).toEqual({
      counter: 0,
      userVerified: (flags & 0x04) !== 0,
      backedUp: (flags & 0x10) !== 0,
    });
    // And the same with one bit of the signature other than it was.
    const signature = of.authentication.signature.replace(/.$/, (hex) =>
      (Number.parseInt(hex, 16) ^ 1).toString(16),
    );
    const forged = { ...of, authentication: { ...of.authentication, signature } };
    expect(await assert(forged, registered.parameters)).toBe('passkey-bad-signature');
  });
});

describe('WebAuthn Level 3 test vectors: refused by this service, as docs/webauthn.md says', () => {
  test.each([
    ['none-es256-crossOrigin', 'passkey-cross-origin'],
    ['none-es256-topOrigin', 'passkey-cross-origin'],
    ['packed-ed448', 'passkey-algorithm'],
  ] as [string, ProblemCode][])('%s: %s', async (name, problem) => {
    const of = vector(name);
    expect(await register(of)).toBe(problem);
    if (problem === 'passkey-cross-origin')
      expect(await assert(of, recordOf(of, 'AA', true))).toBe('passkey-cross-origin');
  });
});

describe('WebAuthn Level 3 test vectors: registration refused by the library, authentication accepted', () => {
  test.each([
    ['tpm-es256', 'passkey-malformed', 'Could not match TPM manufacturer "id:00000000"'],
    ['android-key-es256', 'passkey-not-allowed', 'validating certificate path (Android Key)'],
    ['fido-u2f-es256', 'passkey-malformed', 'was not expected value'],
  ] as [string, ProblemCode, string][])('%s: %s (%s)', async (name, problem, reason) => {
    const of = vector(name);
    expect(await register(of)).toBe(problem);
    const { challenge, origins, rpId } = expected('webauthn.create', of.registration.challenge);
    await expect(
      verifyRegistrationResponse({
        response: registrationOf(of),
        expectedChallenge: challenge,
        expectedOrigin: origins,
        expectedRPID: rpId,
        requireUserVerification: false,
        supportedAlgorithmIDs: [...ALGORITHMS],
      }),
    ).rejects.toThrow(reason);
    const { publicKey, backupEligible } = attested(of);
    expect(await assert(of, recordOf(of, publicKey, backupEligible))).toMatchObject({ counter: 0 });
  });
});

/** The key at the end of the authenticator data, which are the last member of the attestation object. */
function attested(of: Vector): { publicKey: string; backupEligible: boolean } {
  const object = bytes(of.registration.attestationObject);
  const name = new TextEncoder().encode('authData');
  const at = object.findIndex((_, i) => name.every((byte, j) => object[i + j] === byte)) + name.length + 2;
  const authData = object.subarray(at);
  return {
    publicKey: toBase64Url(authData.slice(55 + of.credentialId.length / 2)),
    backupEligible: (authData[32]! & 0x08) !== 0,
  };
}
