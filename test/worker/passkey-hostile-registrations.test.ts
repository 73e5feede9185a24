import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ProblemCode } from '../../schema/api/problem.ts';
import { config } from '../../worker/config.ts';
import { DEFAULT_PASSKEY_POLICY } from '../../worker/policy/passkey-policy.ts';
import { eventsOf } from './look-inside.ts';
import { append, flipLast, refusedAs, truncate } from './passkey-hostile.ts';
import { beginPasskey, enroll } from './passkey-people.ts';
import { signUp } from './people.ts';
import { CredentialKey } from './software-authenticator/algorithm.ts';
import { androidKey, rootCertificate } from './software-authenticator/android-key.ts';
import type { Cbor } from './software-authenticator/cbor.ts';
import { cbor } from './software-authenticator/cbor.ts';
import type { PasskeyWishes, RegistrationBend } from './software-authenticator/software-passkey.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

afterEach(() => {
  config.passkeyPolicy = DEFAULT_PASSKEY_POLICY;
  vi.restoreAllMocks();
});

const nested = (levels: number) => Uint8Array.from([...Array<number>(levels).fill(0x81), 0x00]);
const withMembers = (members: [number, Cbor][]) => (key: Map<number, Cbor>) => {
  for (const [label, value] of members) key.set(label, value);
  return key;
};
const without = (label: number) => (key: Map<number, Cbor>) => {
  key.delete(label);
  return key;
};
const statement = (members: [string, Cbor][]) => (right: Map<string, Cbor>) =>
  new Map([...right, ...members]);
const ones = (length: number) => new Uint8Array(length).fill(1);

const ES256: PasskeyWishes = { algorithm: 'ES256' };
const RS256: PasskeyWishes = { algorithm: 'RS256' };
const SELF: PasskeyWishes = { attestation: 'packed-self' };
const FULL: PasskeyWishes = { attestation: 'packed' };

/** [what is wrong, the problem, how the answer is bent, how the passkey was made]. */
const BENT: [string, ProblemCode, RegistrationBend, PasskeyWishes?][] = [
  ['E1 wrong origin', 'passkey-wrong-origin', { clientData: { origin: 'https://evil.example' } }],
  ['E1 a subdomain', 'passkey-wrong-origin', { clientData: { origin: 'http://evil.localhost' } }],
  ['E1 type of an assertion', 'passkey-wrong-type', { clientData: { type: 'webauthn.get' } }],
  ['E1 cross-origin iframe', 'passkey-cross-origin', { clientData: { crossOrigin: true } }],
  ['E1 topOrigin', 'passkey-cross-origin', { clientData: { topOrigin: config.origin } }],
  ['E1 another challenge', 'passkey-wrong-challenge', { clientData: { challenge: 'A'.repeat(22) } }],
  ['client data that are no JSON', 'passkey-malformed', { clientDataBytes: (bytes) => truncate(bytes) }],
  ['E2 wrong RP id hash', 'passkey-wrong-service', { rpId: 'evil.example' }],
  ['E2 UP missing', 'passkey-user-not-present', { flags: { up: false } }],
  ['E2 BS without BE', 'passkey-backup-flags', { flags: { bs: true } }],
  ['E2 no attested credential data', 'passkey-malformed', { flags: { at: false } }],
  [
    'E2 no attested credential data, and none there',
    'passkey-malformed',
    { flags: { at: false }, authData: (bytes) => bytes.slice(0, 37) },
  ],
  ['E2 extensions announced but absent', 'passkey-malformed', { flags: { ed: true } }],
  ['E2 a byte after the authenticator data', 'passkey-malformed', { authData: (bytes) => append(bytes) }],
  ['E2 authenticator data cut off', 'passkey-malformed', { authData: (bytes) => truncate(bytes) }],
  [
    'E2 a byte after the attestation object',
    'passkey-malformed',
    { attestationObject: (bytes) => append(bytes) },
  ],
  [
    'E2 a second object after it',
    'passkey-malformed',
    { attestationObject: (bytes) => append(bytes, [...bytes]) },
  ],
  ['attestation object cut off', 'passkey-malformed', { attestationObject: (bytes) => truncate(bytes) }],
  [
    'attestation object of indefinite length',
    'passkey-malformed',
    { attestationObject: (bytes) => append(Uint8Array.from([0xbf, ...bytes.slice(1)]), [0xff]) },
  ],
  [
    'attestation object that claims 4 GiB',
    'passkey-malformed',
    { attestationObject: () => Uint8Array.of(0x5a, 255, 255, 255, 255) },
  ],
  [
    'attestation object that claims 2^32 members',
    'passkey-malformed',
    { attestationObject: () => Uint8Array.of(0xba, 255, 255, 255, 255, 0) },
  ],
  ['attestation object 30,000 deep', 'passkey-malformed', { attestationObject: () => nested(30_000) }],
  ['attestation object that is a number', 'passkey-malformed', { attestationObject: () => Uint8Array.of(0) }],
  [
    'attestation object with a member twice',
    'passkey-malformed',
    {
      attestationObject: (bytes) =>
        Uint8Array.from([0xa4, ...bytes.slice(1), ...cbor('fmt'), ...cbor('none')]),
    },
  ],
  [
    'attestation object without members',
    'passkey-malformed',
    { attestationObject: () => Uint8Array.of(0xa0) },
  ],
  [
    'E3 an algorithm that was not offered (PS256)',
    'passkey-algorithm',
    { cose: withMembers([[3, -37]]) },
    RS256,
  ],
  ['E3 SHA-1 (RS1)', 'passkey-algorithm', { cose: withMembers([[3, -65_535]]) }, RS256],
  ['E3 no algorithm', 'passkey-algorithm', { cose: without(3) }],
  ['E3 an algorithm that is text', 'passkey-algorithm', { cose: withMembers([[3, 'ES256']]) }],
  [
    'E3 Ed448',
    'passkey-algorithm',
    {
      cose: () =>
        new Map<number, Cbor>([
          [1, 1],
          [3, -8],
          [-1, 7],
          [-2, ones(57)],
        ]),
    },
  ],
  [
    'E3 Ed448 by its own number',
    'passkey-algorithm',
    {
      cose: () =>
        new Map<number, Cbor>([
          [1, 1],
          [3, -53],
          [-1, 7],
          [-2, ones(57)],
        ]),
    },
  ],
  [
    'E3 secp256k1',
    'passkey-algorithm',
    {
      cose: withMembers([
        [3, -47],
        [-1, 8],
      ]),
    },
    ES256,
  ],
  [
    'E3 ES256 on the curve of ES384',
    'passkey-algorithm',
    { cose: withMembers([[3, -7]]) },
    { algorithm: 'ES384' },
  ],
  ['E3 a key type that is not its algorithm’s', 'passkey-algorithm', { cose: withMembers([[1, 3]]) }, ES256],
  [
    'E3 a point that is not on the curve',
    'passkey-algorithm',
    { cose: withMembers([[-2, ones(32)]]) },
    ES256,
  ],
  [
    'E3 the point 0, 0',
    'passkey-algorithm',
    {
      cose: withMembers([
        [-2, new Uint8Array(32)],
        [-3, new Uint8Array(32)],
      ]),
    },
    ES256,
  ],
  ['E3 a point without y', 'passkey-algorithm', { cose: without(-3) }, ES256],
  ['E3 a compressed point', 'passkey-algorithm', { cose: withMembers([[-3, true]]) }, ES256],
  [
    'E3 Ed25519 of 31 bytes',
    'passkey-algorithm',
    { cose: withMembers([[-2, ones(31)]]) },
    { algorithm: 'Ed25519' },
  ],
  ['E3 RSA of 1024 bits', 'passkey-algorithm', { cose: withMembers([[-1, ones(128)]]) }, RS256],
  [
    'E3 RSA of 1024 bits behind zeros',
    'passkey-algorithm',
    { cose: withMembers([[-1, Uint8Array.from([...new Uint8Array(128), ...ones(128)])]]) },
    RS256,
  ],
  ['E3 RSA of 16384 bits', 'passkey-algorithm', { cose: withMembers([[-1, ones(2048)]]) }, RS256],
  ['E3 RSA with exponent 1', 'passkey-algorithm', { cose: withMembers([[-2, Uint8Array.of(1)]]) }, RS256],
  [
    'E3 RSA with an even exponent',
    'passkey-algorithm',
    { cose: withMembers([[-2, Uint8Array.of(1, 0, 0)]]) },
    RS256,
  ],
  ['E4 a credential id of 15 bytes', 'invalid-request', { credentialId: ones(15) }],
  [
    'E4 a credential id of 15 bytes under a longer name',
    'passkey-malformed',
    { credentialId: ones(15), id: 'A'.repeat(22) },
  ],
  ['E4 no credential id', 'passkey-malformed', { credentialId: new Uint8Array(0), id: 'A'.repeat(22) }],
  ['E4 a credential id of 1,024 bytes', 'invalid-request', { credentialId: ones(1_024) }],
  [
    'E4 a credential id of 1,024 bytes under a shorter name',
    'passkey-malformed',
    { credentialId: ones(1_024), id: 'A'.repeat(22) },
  ],
  ['E4 an id other than in the authenticator data', 'passkey-malformed', { id: 'A'.repeat(43) }],
  ['E5 no attestation, with a statement', 'passkey-malformed', { statement: statement([['sig', ones(8)]]) }],
  ['E5 an unknown format', 'passkey-not-allowed', { format: 'made-up' }],
  ['E5 a format in other letters', 'passkey-not-allowed', { format: 'None' }],
  ['E5 a format that has ended', 'passkey-not-allowed', { format: 'android-safetynet' }],
  [
    'E5 self attestation without a signature',
    'passkey-malformed',
    { statement: () => new Map([['alg', -7]]) },
    SELF,
  ],
  [
    'E5 self attestation by nobody',
    'passkey-bad-signature',
    { statement: (right) => right.set('sig', flipLast(right.get('sig') as Uint8Array)) },
    SELF,
  ],
  [
    'E5 self attestation by another algorithm than the key’s',
    'passkey-bad-signature',
    { statement: statement([['alg', -35]]) },
    SELF,
  ],
  [
    'E5 full attestation by nobody',
    'passkey-bad-signature',
    { statement: (right) => right.set('sig', flipLast(right.get('sig') as Uint8Array)) },
    FULL,
  ],
  [
    'E5 full attestation without a certificate',
    'passkey-malformed',
    { statement: statement([['x5c', []]]) },
    FULL,
  ],
  [
    'E5 full attestation with a certificate that is none',
    'passkey-malformed',
    { statement: statement([['x5c', [ones(64)]]]) },
    FULL,
  ],
  ['E5 U2F without a certificate', 'passkey-malformed', { format: 'fido-u2f' }],
  ['E5 Apple without a certificate', 'passkey-not-allowed', { format: 'apple' }],
  ['E5 TPM without a statement', 'passkey-malformed', { format: 'tpm' }],
];

describe('a hostile registration is refused, and changes nothing', () => {
  test.each(BENT)('%s: %s', async (_, code, bend, wishes) => {
    const { browser } = await signUp();
    await browser.call('POST', '/v1/recovery-codes');
    const passkey = await SoftwarePasskey.make(wishes);
    const { path, options } = await beginPasskey(browser);
    const credential = await passkey.register(options, bend);
    const already = (await eventsOf(browser.userId)).length;
    await refusedAs(code, browser.userId, browser, path, { credential });
    const added = (await eventsOf(browser.userId)).slice(already).map(({ type }) => type);
    expect(added).toEqual(code === 'invalid-request' ? [] : ['challenge.failed']);
    // A body that is not of the form is not an answer yet; everything else was the one that this challenge takes.
    const late = { credential: await passkey.register(options) };
    if (code === 'invalid-request') return;
    await refusedAs('code-expired', browser.userId, browser, path, late);
    await enroll(browser, passkey);
  });

  test('E2 UV missing where policy requires it: passkey-user-not-verified', async () => {
    config.passkeyPolicy = { ...DEFAULT_PASSKEY_POLICY, requireUserVerification: true };
    const { browser } = await signUp();
    await browser.call('POST', '/v1/recovery-codes');
    const { path, options } = await beginPasskey(browser);
    expect(options.authenticatorSelection.userVerification).toBe('required');
    const passkey = await SoftwarePasskey.make({ flags: { uv: false } });
    const body = { credential: await passkey.register(options) };
    await refusedAs('passkey-user-not-verified', browser.userId, browser, path, body);
  });

  test.each([
    ['a megabyte', 1_000_000, 'body-too-large'],
    ['40 kB', 40_000, 'invalid-request'],
  ] as [string, number, ProblemCode][])('E15 an attestation of %s', async (_, length, code) => {
    const { browser } = await signUp();
    await browser.call('POST', '/v1/recovery-codes');
    const { path, options } = await beginPasskey(browser);
    const passkey = await SoftwarePasskey.make();
    const credential = await passkey.register(options, { attestationObject: () => new Uint8Array(length) });
    await refusedAs(code, browser.userId, browser, path, { credential });
    await browser.call('POST', path, { credential: await passkey.register(options) });
  });

  test('E5 a chain that names a revocation list makes the Worker ask nobody', async () => {
    const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('nobody is to be asked'));
    const { browser } = await signUp();
    await browser.call('POST', '/v1/recovery-codes');
    const { path, options } = await beginPasskey(browser);
    const passkey = await SoftwarePasskey.make();
    const root = { key: await CredentialKey.generate('ES256'), commonName: 'Root of nobody' };
    const crl = 'http://169.254.169.254/latest/meta-data';
    const statementOf = androidKey(passkey.key, root, await rootCertificate(root), { crl });
    const credential = await passkey.register(options, { format: 'android-key' }, statementOf);
    const refused = refusedAs('passkey-not-allowed', browser.userId, browser, path, { credential });
    await refused.finally(() => expect(asked).not.toHaveBeenCalled());
  });
});
