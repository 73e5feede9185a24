import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { config } from '../../worker/config.ts';
import { judgeModel } from '../../worker/factors/passkey/judge-model.ts';
import { loadMetadata } from '../../worker/factors/passkey/load-metadata.ts';
import type { PasskeyPolicy } from '../../worker/policy/passkey-policy.ts';
import { DEFAULT_PASSKEY_POLICY } from '../../worker/policy/passkey-policy.ts';
import { Refused } from '../../worker/refused.ts';
import { refusedAs } from './passkey-hostile.ts';
import { beginPasskey } from './passkey-people.ts';
import { signUp } from './people.ts';
import { CredentialKey } from './software-authenticator/algorithm.ts';
import { certificate } from './software-authenticator/certificate.ts';
import type { Authority, BlobWishes, Entry } from './software-authenticator/metadata-blob.ts';
import {
  attestedBy,
  authority,
  base64,
  metadataBlob,
  under,
} from './software-authenticator/metadata-blob.ts';
import type { PasskeyWishes } from './software-authenticator/software-passkey.ts';
import { SoftwarePasskey } from './software-authenticator/software-passkey.ts';

const GOOD = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd';
const REVOKED = '00000000-0000-0000-0000-0000000000ff';
const UNKNOWN = '00000000-0000-0000-0000-000000000001';
const NONE = config.metadata;
const DIRECT: Partial<PasskeyPolicy> = { attestation: 'direct' };
const CRL = { crl: 'http://169.254.169.254/' };

const asked = vi.spyOn(globalThis, 'fetch');
const warned = vi.spyOn(console, 'warn');
let root: Authority;
let maker: Authority;

const entry = (aaguid: string, status: string): Entry => ({
  aaguid,
  metadataStatement: { attestationRootCertificates: [base64(maker.certificate)] },
  statusReports: [{ status, effectiveDate: '2024-01-01' }],
});
const entries = () => [entry(GOOD, 'FIDO_CERTIFIED_L1'), entry(REVOKED, 'REVOKED')];

beforeAll(async () => {
  [root, maker] = await Promise.all([authority('Root of the metadata'), authority('Maker')]);
});

beforeEach(() => {
  asked.mockRejectedValue(new Error('nobody is to be asked'));
});

afterEach(() => {
  expect(asked).not.toHaveBeenCalled();
  asked.mockReset();
  config.metadata = NONE;
  config.passkeyPolicy = DEFAULT_PASSKEY_POLICY;
});

/** The deployment has a BLOB. */
async function given(policy: Partial<PasskeyPolicy> = {}, wishes?: BlobWishes, issuer = root): Promise<void> {
  const blob = await metadataBlob(issuer, entries(), wishes);
  config.metadata = { blob, root: root.certificate };
  config.passkeyPolicy = { ...DEFAULT_PASSKEY_POLICY, ...policy };
}

/** Somebody in the middle of an enrollment, with an answer to give. */
async function answering(wishes: PasskeyWishes, attest?: ReturnType<typeof attestedBy>) {
  const { browser } = await signUp();
  await browser.call('POST', '/v1/recovery-codes');
  const { path, options } = await beginPasskey(browser);
  const passkey = await SoftwarePasskey.make({ ...wishes, ...(attest && { attestation: 'packed' }) });
  return { browser, path, body: { credential: await passkey.register(options, {}, attest) } };
}

async function accepted(wishes: PasskeyWishes, attest?: ReturnType<typeof attestedBy>): Promise<void> {
  const { browser, path, body } = await answering(wishes, attest);
  await browser.call('POST', path, body);
}

async function refused(words: string, wishes: PasskeyWishes, attest?: ReturnType<typeof attestedBy>) {
  const { browser, path, body } = await answering(wishes, attest);
  const { code, detail } = await browser.refused('POST', path, body);
  expect(code).toBe('passkey-not-allowed');
  expect(detail).toContain(words);
}

describe('with a BLOB of the metadata service', () => {
  test('E5 a withdrawn model is refused, whether or not it proves itself', async () => {
    await given();
    const { browser, path, body } = await answering({ aaguid: REVOKED });
    await refusedAs('passkey-not-allowed', browser.userId, browser, path, body);
    await refused('withdrew', { aaguid: REVOKED }, attestedBy(maker));
  });

  test('E5 models that are known and good, and models that are unknown, are taken', async () => {
    await given();
    await accepted({ aaguid: GOOD });
    await accepted({ aaguid: UNKNOWN });
    await accepted({});
  });

  test('E5 direct, a chain that leads to the model’s maker is taken', async () => {
    await given(DIRECT);
    await accepted({ aaguid: GOOD }, attestedBy(maker));
    await accepted({ aaguid: GOOD }, attestedBy(maker, [], CRL));
    const between = await under(maker, 'Batch 7');
    await accepted({ aaguid: GOOD }, attestedBy(between, [between.certificate]));
  });

  test('E5 direct, a chain that leads to nobody known is refused', async () => {
    await given(DIRECT);
    const impostor = await authority(maker.commonName);
    const over = await under(maker, 'Batch 9', { notAfter: '240101000000Z' });
    const words = 'does not lead to its maker';
    await refused(words, { aaguid: GOOD }, attestedBy(impostor));
    await refused(words, { aaguid: GOOD }, attestedBy(impostor, [impostor.certificate]));
    await refused(words, { aaguid: GOOD }, attestedBy(over, [over.certificate]));
    await refused(words, { aaguid: GOOD }, attestedBy(await under(maker, 'Batch 8')));
  });

  test('E5 an allowed model without an entry is refused', async () => {
    await given({ ...DIRECT, allowAaguids: [GOOD, UNKNOWN] });
    await accepted({ aaguid: GOOD }, attestedBy(maker));
    await refused('does not know this model', { aaguid: UNKNOWN }, attestedBy(maker));
  });

  test('E5 one that is due to be replaced still counts, and the log says so', async () => {
    warned.mockClear();
    await given({}, { payload: { nextUpdate: '2024-02-29' } });
    await refused('withdrew', { aaguid: REVOKED });
    await accepted({ aaguid: GOOD });
    const lines = warned.mock.calls.filter(([first]) => first === 'fido-mds');
    expect(lines).toEqual([['fido-mds', expect.any(String), '2024-02-29T00:00:00.000Z']]);
  });

  test('E5 one that cannot be trusted lets nothing in: unavailable, and the challenge stays', async () => {
    await given({}, {}, await authority(root.commonName));
    const { browser, path, body } = await answering({ aaguid: GOOD });
    await refusedAs('unavailable', browser.userId, browser, path, body);
    config.metadata = { blob: 'nonsense', root: root.certificate };
    await refusedAs('unavailable', browser.userId, browser, path, body);
    // One that anybody could have made, without a root of one's own.
    config.metadata = { blob: await metadataBlob(root, []), root: null };
    await refusedAs('unavailable', browser.userId, browser, path, body);
    await given();
    await browser.call('POST', path, body);
  });
});

test('E5 a model without AAGUID, as U2F ones are, is known by the key of its certificate', async () => {
  const key = await CredentialKey.generate('ES256');
  const point = (await crypto.subtle.exportKey('raw', key.pair.publicKey)) as ArrayBuffer;
  const name = new Uint8Array(await crypto.subtle.digest('SHA-1', point)).toHex();
  const { aaguid: _, ...rest } = entry('', 'ATTESTATION_KEY_COMPROMISE');
  config.metadata = {
    blob: await metadataBlob(root, [{ ...rest, attestationCertificateKeyIdentifiers: [name] }]),
    root: root.certificate,
  };
  const metadata = (await loadMetadata({} as Fetcher))!;
  const shown = {
    aaguid: '00000000-0000-0000-0000-000000000000',
    certificates: [await certificate(key, maker)],
  };
  expect(await judgeModel(metadata, shown, Date.now())).toEqual({ revoked: true, trusted: true });
  expect(await judgeModel(metadata, { ...shown, aaguid: GOOD }, Date.now())).toBeNull();
  expect(await judgeModel(metadata, { ...shown, certificates: [] }, Date.now())).toBeNull();
});

describe('the file with the BLOB', () => {
  const files = (answer: () => Response) => {
    const fetched = vi.fn<(request: Request) => Promise<Response>>(async () => answer());
    return { fetched, assets: { fetch: fetched } as unknown as Fetcher };
  };
  const fromFile = () => void (config.metadata = { blob: null, root: root.certificate });

  test('is read once, when it is needed first', async () => {
    fromFile();
    const blob = await metadataBlob(root, entries());
    const { fetched, assets } = files(() => new Response(blob));
    const metadata = await loadMetadata(assets);
    expect(metadata?.models.get(REVOKED)?.revoked).toBe(true);
    expect(await loadMetadata(assets)).toBe(metadata);
    expect(fetched.mock.calls.map(([{ url }]) => url)).toEqual([`${config.origin}/fido-mds.jwt`]);
  });

  test('may be missing: then nothing is known of models', async () => {
    fromFile();
    expect(await loadMetadata(files(() => new Response(null, { status: 404 })).assets)).toBeNull();
  });

  test('that cannot be read now is read the next time', async () => {
    fromFile();
    const broken = files(() => new Response(null, { status: 500 })).assets;
    await expect(loadMetadata(broken)).rejects.toThrow(Refused);
    const blob = await metadataBlob(root, entries());
    expect(await loadMetadata(files(() => new Response(blob)).assets)).not.toBeNull();
  });

  test('that is no BLOB is refused, and is not read again and again', async () => {
    fromFile();
    const { fetched, assets } = files(() => new Response('<!doctype html>'));
    await expect(loadMetadata(assets)).rejects.toThrow('unavailable');
    await expect(loadMetadata(assets)).rejects.toThrow('unavailable');
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
