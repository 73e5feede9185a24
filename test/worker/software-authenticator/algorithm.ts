import { fromBase64 } from '../../../worker/crypto/base64.ts';
import type { Cbor } from './cbor.ts';
import { ecdsaSignature } from './der.ts';

export type AlgorithmName = 'ES256' | 'ES384' | 'ES512' | 'RS256' | 'Ed25519';

/** COSE's number of an algorithm, and the parameters that WebCrypto takes for it. */
interface Algorithm {
  alg: number;
  generate: object;
  sign: { name: string; hash?: string };
  /** Of the COSE key: type and curve. */
  kty: number;
  crv?: number;
}

const ecdsa = (alg: number, namedCurve: string, hash: string, crv: number): Algorithm => ({
  alg,
  generate: { name: 'ECDSA', namedCurve },
  sign: { name: 'ECDSA', hash },
  kty: 2,
  crv,
});

const PUBLIC_EXPONENT = Uint8Array.of(1, 0, 1);

const ALGORITHMS: Record<AlgorithmName, Algorithm> = {
  ES256: ecdsa(-7, 'P-256', 'SHA-256', 1),
  ES384: ecdsa(-35, 'P-384', 'SHA-384', 2),
  ES512: ecdsa(-36, 'P-521', 'SHA-512', 3),
  RS256: {
    alg: -257,
    generate: {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: PUBLIC_EXPONENT,
      hash: 'SHA-256',
    },
    sign: { name: 'RSASSA-PKCS1-v1_5' },
    kty: 3,
  },
  Ed25519: { alg: -8, generate: { name: 'Ed25519' }, sign: { name: 'Ed25519' }, kty: 1, crv: 6 },
};

export const ALGORITHM_NAMES = Object.keys(ALGORITHMS) as AlgorithmName[];

/** A key pair that signs as an authenticator does. */
export class CredentialKey {
  readonly algorithm: Algorithm;
  readonly pair: CryptoKeyPair;
  /** The public key as COSE has it (RFC 9052). */
  readonly cose: Map<number, Cbor>;

  private constructor(algorithm: Algorithm, pair: CryptoKeyPair, cose: Map<number, Cbor>) {
    this.algorithm = algorithm;
    this.pair = pair;
    this.cose = cose;
  }

  static async generate(name: AlgorithmName): Promise<CredentialKey> {
    const algorithm = ALGORITHMS[name];
    const pair = (await crypto.subtle.generateKey(algorithm.generate as never, true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const jwk = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as JsonWebKey;
    const bytes = (value: string | undefined) => fromBase64(value)!;
    const { kty, alg, crv } = algorithm;
    const cose = new Map<number, Cbor>([
      [1, kty],
      [3, alg],
    ]);
    if (kty === 3) cose.set(-1, bytes(jwk.n)).set(-2, bytes(jwk.e));
    else cose.set(-1, crv!).set(-2, bytes(jwk.x));
    if (kty === 2) cose.set(-3, bytes(jwk.y));
    return new CredentialKey(algorithm, pair, cose);
  }

  async sign(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    const raw = new Uint8Array(
      await crypto.subtle.sign(this.algorithm.sign as never, this.pair.privateKey, data),
    );
    return this.algorithm.kty === 2 ? ecdsaSignature(raw) : raw;
  }
}
