import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { certificateFromPem } from '../../worker/crypto/pem.ts';
import { leadsTo } from '../../worker/factors/passkey/certificate-chain.ts';
import { loadWebAuthn } from '../../worker/factors/passkey/library.ts';
import { readMetadataBlob } from '../../worker/factors/passkey/metadata-blob.ts';
import { isWithdrawn } from '../../worker/factors/passkey/model-status.ts';
import { readMetadataSettings } from '../../worker/policy/read-metadata-settings.ts';
import { sequence } from './software-authenticator/der.ts';
import { extension } from './software-authenticator/certificate.ts';
import type { Authority, BlobWishes } from './software-authenticator/metadata-blob.ts';
import { authority, metadataBlob, pem, under } from './software-authenticator/metadata-blob.ts';

const MODEL = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd';
const ENTRIES = [
  {
    aaguid: MODEL.toUpperCase(),
    metadataStatement: { attestationRootCertificates: ['AAAA'] },
    statusReports: [{ status: 'FIDO_CERTIFIED_L1' }],
  },
  { attestationCertificateKeyIdentifiers: ['ABCD'], statusReports: [{ status: 'REVOKED' }] },
  { aaid: '1234#5678', statusReports: [] },
];
const WRONG_CHAIN = 'do not lead to the root';
const asked = vi.spyOn(globalThis, 'fetch');
let root: Authority;

beforeAll(async () => {
  asked.mockRejectedValue(new Error('nobody is to be asked'));
  root = await authority('Root of the metadata');
});
afterEach(() => expect(asked).not.toHaveBeenCalled());

const make = (wishes?: BlobWishes, issuer: Authority = root) => metadataBlob(issuer, ENTRIES, wishes);
const read = (blob: string, more: object = {}) =>
  readMetadataBlob(blob, { anchors: [root.certificate], signer: null, at: Date.now(), ...more });

/** The same BLOB with one character of a part other. */
function tampered(blob: string, part: number): string {
  const parts = blob.split('.');
  const text = parts[part]!;
  const at = text.length >> 1;
  parts[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  return parts.join('.');
}

describe('E5 a BLOB of the metadata service', () => {
  test.each(['ES256', 'RS256'] as const)(
    'that is signed with %s and leads to the root is read',
    async (algorithm) => {
      const { models, nextUpdate } = await read(await make({ algorithm }));
      expect(nextUpdate).toBe(Date.parse('2999-01-01'));
      expect([...models]).toEqual([
        [MODEL, { revoked: false, roots: ['AAAA'] }],
        ['abcd', { revoked: true, roots: [] }],
      ]);
    },
  );

  test('may come through certificates between, as long as they may sign', async () => {
    const ca = await under(root, 'Between');
    await read(await make({ between: [ca.certificate] }, ca));
    await read(`${await make({ between: [ca.certificate, root.certificate] }, ca)}\n`);
    const none = await under(root, 'Between', { certificateAuthority: false });
    await expect(read(await make({ between: [none.certificate] }, none))).rejects.toThrow(WRONG_CHAIN);
    await expect(read(await make({}, ca))).rejects.toThrow(WRONG_CHAIN);
  });

  test('with its payload, its header or its signature changed is refused', async () => {
    const blob = await make();
    await expect(read(tampered(blob, 1))).rejects.toThrow('signature');
    await expect(read(tampered(blob, 2))).rejects.toThrow('signature');
    await expect(read(tampered(blob, 0))).rejects.toThrow();
  });

  test('of another root is refused, also of one with the same name', async () => {
    const other = await authority('Another root');
    const namesake = await authority(root.commonName);
    await expect(read(await make({}, other))).rejects.toThrow(WRONG_CHAIN);
    await expect(read(await make({}, namesake))).rejects.toThrow(WRONG_CHAIN);
    await expect(read(await make({ between: [namesake.certificate] }, namesake))).rejects.toThrow(
      WRONG_CHAIN,
    );
  });

  test('of a signer or a root whose time is over, or has not come, is refused', async () => {
    const past = await make({ signer: { notAfter: '240101000000Z' } });
    await expect(read(past)).rejects.toThrow(WRONG_CHAIN);
    await read(past, { at: Date.parse('2023-12-31') });
    await expect(read(await make(), { at: Date.parse('2019-12-31') })).rejects.toThrow(WRONG_CHAIN);
    const old = await authority('Old root', { notAfter: '240101000000Z' });
    await expect(read(await make({}, old), { anchors: [old.certificate] })).rejects.toThrow(WRONG_CHAIN);
  });

  test('is the FIDO Alliance’s, where the root vouches for others too', async () => {
    const signer = 'mds.fidoalliance.org';
    await read(await make({ signer: { commonName: signer } }), { signer });
    await expect(
      read(await make({ signer: { commonName: `${signer}.example` } }), { signer }),
    ).rejects.toThrow('its signer is not');
  });

  test('whose certificate sets a condition that is not known is refused', async () => {
    // Name constraints.
    const unknown = await make({ signer: { extensions: [extension('2.5.29.30', sequence(), true)] } });
    await expect(read(unknown)).rejects.toThrow(WRONG_CHAIN);
    await read(await make({ signer: { extensions: [extension('2.5.29.30', sequence())] } }));
  });

  test('names a revocation list, and nobody is asked for it', async () => {
    await read(await make({ signer: { crl: 'http://169.254.169.254/' } }));
  });

  test.each([
    ['nothing', ''],
    ['words', 'not a blob'],
    ['a page', '<!doctype html><title>Sign in</title>'],
    ['two parts', 'e30.e30'],
    ['a header without certificates', 'e30.e30.e30'],
  ])('that is %s is refused', async (_, blob) => {
    await expect(read(blob)).rejects.toThrow();
  });

  test.each([
    ['another algorithm', { header: { alg: 'ES384' } }],
    ['no algorithm', { header: { alg: 'none' } }],
    ['the algorithm of another key', { header: { alg: 'RS256' } }],
    ['a critical member', { header: { crit: ['exp'] } }],
    ['no certificates', { header: { x5c: [] } }],
    ['certificates that are none', { header: { x5c: ['AAAA'] } }],
    ['no date', { payload: { nextUpdate: undefined } }],
    ['no entries', { payload: { entries: undefined } }],
    ['an entry without status', { payload: { entries: [{ aaguid: MODEL }] } }],
  ] as [string, BlobWishes][])('with %s is refused', async (_, wishes) => {
    await expect(read(await make(wishes))).rejects.toThrow();
  });
});

describe('E5 a model is withdrawn by its latest status', () => {
  const on = (status: string, effectiveDate?: string) => ({
    status,
    ...(effectiveDate && { effectiveDate }),
  });
  test.each([
    [[], false],
    [[on('FIDO_CERTIFIED')], false],
    [[on('NOT_FIDO_CERTIFIED', '2020-01-01')], false],
    ...[
      'REVOKED',
      'USER_VERIFICATION_BYPASS',
      'ATTESTATION_KEY_COMPROMISE',
      'USER_KEY_REMOTE_COMPROMISE',
      'USER_KEY_PHYSICAL_COMPROMISE',
    ].map((status) => [[on('FIDO_CERTIFIED_L1', '2020-01-01'), on(status, '2021-01-01')], true] as const),
    [[on('REVOKED', '2021-01-01'), on('FIDO_CERTIFIED_L1', '2020-01-01')], true],
    [[on('ATTESTATION_KEY_COMPROMISE', '2021-01-01'), on('UPDATE_AVAILABLE', '2022-01-01')], false],
    [[on('REVOKED', '2021-01-01'), on('FIDO_CERTIFIED_L1', '2021-01-01')], true],
    [[on('REVOKED'), on('FIDO_CERTIFIED_L1', '2021-01-01')], true],
    [[on('FIDO_CERTIFIED'), on('REVOKED', '2021-01-01')], true],
  ] as [{ status: string; effectiveDate?: string }[], boolean][])('%j: %s', (reports, withdrawn) => {
    expect(isWithdrawn(reports)).toBe(withdrawn);
  });
});

test('E5 the public roots of the metadata service can be read, and are valid today', async () => {
  const { library } = await loadWebAuthn();
  const roots = library.SettingsService.getRootCertificates({ identifier: 'mds' });
  expect(roots.length).toBeGreaterThan(0);
  for (const text of roots) {
    const der = certificateFromPem(text)!;
    expect(await leadsTo([der], [der], Date.now())).toBe(true);
  }
});

describe('FIDO_MDS_ROOT', () => {
  test('is one certificate in PEM, or stops the start', () => {
    const settings = readMetadataSettings('a.b.c', pem(root.certificate));
    expect(settings).toEqual({ blob: 'a.b.c', root: root.certificate });
    expect(readMetadataSettings('', undefined)).toEqual({ blob: null, root: null });
    const { certificate } = root;
    for (const wrong of ['yes', 'AAAA', pem(certificate) + pem(certificate), pem(certificate).slice(0, -20)])
      expect(() => readMetadataSettings(undefined, wrong)).toThrow('FIDO_MDS_ROOT');
  });
});
