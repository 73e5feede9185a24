import { SettingsService } from '@simplewebauthn/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fromBase64 } from '../../worker/crypto/base64.ts';
import { loadWebAuthn } from '../../worker/factors/passkey/library.ts';
import { refusedAs } from './passkey-hostile.ts';
import { beginPasskey } from './passkey-people.ts';
import { signUp } from './people.ts';
import { CredentialKey } from './software-authenticator/algorithm.ts';
import type { Root } from './software-authenticator/android-key.ts';
import { androidKey, rootCertificate } from './software-authenticator/android-key.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

/** The vector of the specification has no root in its chain; these have, as phones' do. */

const { helpers } = await loadWebAuthn();
const GOOGLE = SettingsService.getRootCertificates({ identifier: 'android-key' });
let root: Root;
let anchor: Uint8Array<ArrayBuffer>;
const asked = vi.spyOn(globalThis, 'fetch');

beforeEach(async () => {
  asked.mockRejectedValue(new Error('nobody is to be asked'));
  root = { key: await CredentialKey.generate('ES256'), commonName: 'Root of the tests' };
  anchor = await rootCertificate(root);
  SettingsService.setRootCertificates({ identifier: 'android-key', certificates: [anchor] });
});

afterEach(() => {
  expect(asked).not.toHaveBeenCalled();
  asked.mockReset();
  SettingsService.setRootCertificates({ identifier: 'android-key', certificates: GOOGLE });
});

/** Somebody in the middle of an enrollment. */
async function enrolling() {
  const { browser } = await signUp();
  await browser.call('POST', '/v1/recovery-codes');
  return { browser, passkey: await SoftwarePasskey.make(), ...(await beginPasskey(browser)) };
}

test('E5 an android-key chain that ends in a known root is taken', async () => {
  const { browser, passkey, path, options } = await enrolling();
  const statement = androidKey(passkey.key, root, anchor);
  const credential = await passkey.register(options, { format: 'android-key' }, statement);
  await browser.call('POST', path, { credential });
});

test('E5 a leaf that the known root did not sign is refused', async () => {
  const { browser, passkey, path, options } = await enrolling();
  const impostor = { key: await CredentialKey.generate('ES256'), commonName: root.commonName };
  const statement = androidKey(passkey.key, impostor, anchor);
  const credential = await passkey.register(options, { format: 'android-key' }, statement);
  await refusedAs('passkey-malformed', browser.userId, browser, path, { credential });
});

test('E5 a leaf that names a revocation list is refused, whoever signed it: nothing is fetched', async () => {
  for (const signer of [root, { ...root, key: await CredentialKey.generate('ES256') }]) {
    const { browser, passkey, path, options } = await enrolling();
    const statement = androidKey(passkey.key, signer, anchor, { crl: 'http://169.254.169.254/' });
    const credential = await passkey.register(options, { format: 'android-key' }, statement);
    await refusedAs('passkey-not-allowed', browser.userId, browser, path, { credential });
  }
});

test('E5 Google’s roots are written as the comparison writes a certificate, so that they can match', () => {
  expect(GOOGLE.length).toBeGreaterThan(0);
  for (const pem of GOOGLE) {
    const der = fromBase64(pem.replace(/-----[A-Z ]+-----|\s/g, ''))!;
    expect(helpers.convertCertBufferToPEM(der)).toBe(pem);
  }
});
