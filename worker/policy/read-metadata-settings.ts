import { certificateFromPem } from '../crypto/pem.ts';

/** Where the FIDO Metadata Service's BLOB comes from (docs/operating.md, FIDO_MDS_BLOB and FIDO_MDS_ROOT). */
export interface MetadataSettings {
  /** Null: from the file, where there is one. */
  blob: string | null;
  /** A root of one's own, DER; null: the public ones. */
  root: Uint8Array<ArrayBuffer> | null;
}

/** @throws Error that says what is wrong */
export const readMetadataSettings = (
  blob: string | undefined,
  root: string | undefined,
): MetadataSettings => ({
  blob: blob || null,
  root: root ? readRoot(root) : null,
});

function readRoot(pem: string): Uint8Array<ArrayBuffer> {
  const der = certificateFromPem(pem);
  if (!der) throw new Error('FIDO_MDS_ROOT must be one certificate in PEM');
  return der;
}
