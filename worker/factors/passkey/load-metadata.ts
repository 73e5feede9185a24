import { now } from '../../clock.ts';
import { config } from '../../config.ts';
import { certificateFromPem } from '../../crypto/pem.ts';
import { Refused } from '../../refused.ts';
import type { MetadataSettings } from '../../policy/read-metadata-settings.ts';
import type { Der } from './certificate-chain.ts';
import { errorText } from '../../error-text.ts';
import { loadWebAuthn } from './library.ts';
import type { Metadata } from './metadata-blob.ts';
import { readMetadataBlob } from './metadata-blob.ts';

/** Whose BLOB the public root vouches for: it vouches for the certificates of half the web as well. */
const SIGNER = 'mds.fidoalliance.org';
const FILE = '/fido-mds.jwt';

type Known = Metadata | 'none' | 'unusable';
let kept: { settings: MetadataSettings; known: Known } | undefined;

/**
 * The metadata service's BLOB, from FIDO_MDS_BLOB or from the file that was deployed with the console; read and
 * verified when the first registration needs it, then kept. Nothing is fetched from anywhere.
 * @returns null where there is none
 * @throws Refused unavailable: there is one, but it cannot be trusted. Going on without it would let in what it
 * is there to keep out
 */
export async function loadMetadata(assets: Fetcher): Promise<Metadata | null> {
  const settings = config.metadata;
  if (kept?.settings !== settings) kept = { settings, known: await read(settings, assets) };
  const { known } = kept;
  if (known === 'unusable') throw new Refused('unavailable');
  return known === 'none' ? null : known;
}

async function read(settings: MetadataSettings, assets: Fetcher): Promise<Known> {
  const blob = settings.blob ?? (await readFile(assets));
  if (blob === null) return 'none';
  try {
    const anchors = settings.root ? [settings.root] : await publicRoots();
    const signer = settings.root ? null : SIGNER;
    const metadata = await readMetadataBlob(blob, { anchors, signer, at: now() });
    if (metadata.nextUpdate < now())
      console.warn('fido-mds', 'a newer BLOB is due since', new Date(metadata.nextUpdate).toISOString());
    return metadata;
  } catch (error) {
    console.error('fido-mds', 'no passkey is registered:', errorText(error));
    return 'unusable';
  }
}

/** @throws Refused unavailable */
async function readFile(assets: Fetcher): Promise<string | null> {
  const file = await assets.fetch(new Request(config.origin + FILE));
  if (file.ok) return file.text();
  await file.body?.cancel();
  if (file.status === 404) return null;
  throw new Refused('unavailable');
}

async function publicRoots(): Promise<Der[]> {
  const { library } = await loadWebAuthn();
  const roots = library.SettingsService.getRootCertificates({ identifier: 'mds' });
  return roots.flatMap((pem) => certificateFromPem(pem) ?? []);
}
