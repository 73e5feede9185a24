import { afterEach, describe, expect, test } from 'vitest';
import { config } from '../../worker/config.ts';
import type { AuthenticatorClaim, PasskeyPolicy } from '../../worker/policy/passkey-policy.ts';
import { DEFAULT_PASSKEY_POLICY, passkeyFault } from '../../worker/policy/passkey-policy.ts';
import { readPasskeyPolicy } from '../../worker/policy/read-passkey-policy.ts';
import { refusedAs } from './passkey-hostile.ts';
import { beginPasskey } from './passkey-people.ts';
import { signUp } from './people.ts';
import type { PasskeyWishes } from './software-authenticator/software-passkey.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

afterEach(() => void (config.passkeyPolicy = DEFAULT_PASSKEY_POLICY));

const MODEL = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd';
const OTHER = '00000000-0000-0000-0000-000000000001';
const CLAIM: AuthenticatorClaim = {
  aaguid: MODEL,
  format: 'packed',
  selfAttested: false,
  backupEligible: false,
  userVerified: true,
};

describe('what a policy asks of an authenticator', () => {
  test.each([
    ['nothing by default', {}, { format: 'none', userVerified: false, backupEligible: true }, null],
    ['a model on the deny list', { denyAaguids: [MODEL] }, {}, 'This model is not allowed.'],
    ['another model than denied', { denyAaguids: [OTHER] }, {}, null],
    ['a model on the allow list', { attestation: 'direct', allowAaguids: [MODEL] }, {}, null],
    ['a model that is not on it', { attestation: 'direct', allowAaguids: [OTHER] }, {}, 'not among those'],
    [
      'allowed and denied: denied',
      { attestation: 'direct', allowAaguids: [MODEL], denyAaguids: [MODEL] },
      {},
      'not allowed.',
    ],
    ['no proof of the model', { attestation: 'direct' }, { format: 'none' }, 'did not prove'],
    ['a proof by its own key', { attestation: 'direct' }, { selfAttested: true }, 'did not prove'],
    [
      'a proof by itself on the allow list',
      { attestation: 'direct', allowAaguids: [MODEL] },
      { selfAttested: true },
      'did not prove',
    ],
    ['a proof by its maker', { attestation: 'direct' }, {}, null],
    [
      'a synced one where it must stay',
      { requireDeviceBound: true },
      { backupEligible: true },
      'copied between devices',
    ],
    ['one that stays', { requireDeviceBound: true }, {}, null],
    [
      'without a PIN where it must have one',
      { requireUserVerification: true },
      { userVerified: false },
      'PIN or fingerprint',
    ],
    ['with a PIN', { requireUserVerification: true }, {}, null],
    ['withdrawn by its maker', {}, { metadata: { revoked: true, trusted: true } }, 'withdrew'],
    [
      'a proof that does not lead to its maker',
      { attestation: 'direct' },
      { metadata: { revoked: false, trusted: false } },
      'does not lead',
    ],
    ['the same where nobody asked for proof', {}, { metadata: { revoked: false, trusted: false } }, null],
    ['unknown to the metadata service', { attestation: 'direct' }, { metadata: null }, null],
    [
      'on the allow list, but unknown to the metadata service',
      { attestation: 'direct', allowAaguids: [MODEL] },
      { metadata: null },
      'does not know',
    ],
  ] as [string, Partial<PasskeyPolicy>, Partial<AuthenticatorClaim>, string | null][])(
    '%s',
    (_, policy, claim, words) => {
      const fault = passkeyFault({ ...CLAIM, ...claim }, { ...DEFAULT_PASSKEY_POLICY, ...policy });
      if (words === null) expect(fault).toBeNull();
      else expect(fault?.detail).toContain(words);
    },
  );
});

describe('PASSKEY_POLICY', () => {
  test('empty or absent: the default', () => {
    for (const text of [undefined, '', '{}']) expect(readPasskeyPolicy(text)).toEqual(DEFAULT_PASSKEY_POLICY);
  });

  test('each member alone, the others as by default, AAGUIDs in small letters', () => {
    const text = JSON.stringify({ attestation: 'direct', allowAaguids: [MODEL.toUpperCase()] });
    expect(readPasskeyPolicy(text)).toEqual({
      ...DEFAULT_PASSKEY_POLICY,
      attestation: 'direct',
      allowAaguids: [MODEL],
    });
    expect(readPasskeyPolicy('{"requireDeviceBound":true}')).toMatchObject({ requireDeviceBound: true });
  });

  test.each([
    ['no JSON', 'yes', 'must be a JSON object'],
    ['an array', '[]', 'PASSKEY_POLICY'],
    ['null', 'null', 'PASSKEY_POLICY'],
    ['a member that there is not', '{"denyAaguid":[]}', 'denyAaguid'],
    ['an attestation that there is not', '{"attestation":"enterprise"}', 'attestation'],
    ['an AAGUID that is none', '{"denyAaguids":["yubikey"]}', 'denyAaguids'],
    ['text for a switch', '{"requireDeviceBound":"yes"}', 'requireDeviceBound'],
    ['an allow list without proof', JSON.stringify({ allowAaguids: [MODEL] }), 'needs attestation "direct"'],
  ])('%s stops the start, and says what is wrong', (_, text, words) => {
    expect(() => readPasskeyPolicy(text)).toThrow(words);
  });
});

describe('a policy at the door', () => {
  test.each([
    ['E5 a denied model', { denyAaguids: [MODEL] }, {}, false],
    ['E5 direct, without a statement', { attestation: 'direct' }, {}, false],
    [
      'E5 direct, a statement by its own key',
      { attestation: 'direct' },
      { attestation: 'packed-self' },
      false,
    ],
    ['E5 direct, a statement with a certificate', { attestation: 'direct' }, { attestation: 'packed' }, true],
    [
      'a synced passkey where it must stay on a device',
      { requireDeviceBound: true },
      { flags: { be: true } },
      false,
    ],
    ['a passkey that stays', { requireDeviceBound: true }, {}, true],
  ] as [string, Partial<PasskeyPolicy>, PasskeyWishes, boolean][])(
    '%s',
    async (_, policy, wishes, allowed) => {
      config.passkeyPolicy = { ...DEFAULT_PASSKEY_POLICY, ...policy };
      const { browser } = await signUp();
      await browser.call('POST', '/v1/recovery-codes');
      const { path, options } = await beginPasskey(browser);
      expect(options.attestation).toBe(config.passkeyPolicy.attestation);
      const passkey = await SoftwarePasskey.make({ aaguid: MODEL, ...wishes });
      const body = { credential: await passkey.register(options) };
      if (allowed) await browser.call('POST', path, body);
      else await refusedAs('passkey-not-allowed', browser.userId, browser, path, body);
    },
  );
});
