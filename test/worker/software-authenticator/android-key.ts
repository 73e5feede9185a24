import type { CredentialKey } from './algorithm.ts';
import type { Cbor } from './cbor.ts';
import type { CertificateWishes } from './certificate.ts';
import { certificate, extension } from './certificate.ts';
import { der, integer, sequence } from './der.ts';

/** Who signs: a key and the name that its certificate has. */
export interface Root {
  key: CredentialKey;
  commonName: string;
}

export const rootCertificate = (root: Root) =>
  certificate(root.key, root, { commonName: root.commonName, certificateAuthority: true });

/**
 * A statement as Android's key store makes it (WebAuthn Level 3 section 8.4), for `SoftwarePasskey.register`.
 * @param anchor the chain's last certificate
 */
export const androidKey =
  (key: CredentialKey, root: Root, anchor: Uint8Array, wishes: CertificateWishes = {}) =>
  async (signed: Uint8Array<ArrayBuffer>, clientDataHash: Uint8Array): Promise<Map<string, Cbor>> => {
    const keyDescription = sequence(
      integer(Uint8Array.of(3)),
      der(0x0a, Uint8Array.of(0)),
      integer(Uint8Array.of(4)),
      der(0x0a, Uint8Array.of(1)),
      der(0x04, clientDataHash),
      der(0x04),
      sequence(),
      sequence(),
    );
    const extensions = [extension('1.3.6.1.4.1.11129.2.1.17', keyDescription)];
    const leaf = await certificate(key, root, { ...wishes, extensions });
    return new Map<string, Cbor>([
      ['alg', -7],
      ['sig', await key.sign(signed)],
      ['x5c', [leaf, anchor]],
    ]);
  };
