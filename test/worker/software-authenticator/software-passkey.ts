import type {
  AssertionCredential,
  RegistrationCredential,
  RequestOptions,
} from '../../../schema/api/passkey.ts';
import { toBase64Url } from '../../../worker/crypto/base64.ts';
import type { AlgorithmName } from './algorithm.ts';
import { CredentialKey } from './algorithm.ts';
import { certificate } from './certificate.ts';
import type { Cbor } from './cbor.ts';
import { cbor, concat } from './cbor.ts';

/** The flags of authenticator data (WebAuthn Level 3 section 6.1): their bits. */
const FLAGS = { up: 0x01, uv: 0x04, be: 0x08, bs: 0x10, at: 0x40, ed: 0x80 };
type Flags = Partial<Record<keyof typeof FLAGS, boolean>>;

type Bytes = Uint8Array<ArrayBuffer>;
type Change = (bytes: Bytes) => Uint8Array;

/** What can be made wrong about an answer. Whatever is signed is signed as it was bent. */
export interface Bend {
  /** Members of the client data that are other than they should be; undefined leaves one out. */
  clientData?: Record<string, unknown>;
  clientDataBytes?: Change;
  rpId?: string;
  flags?: Flags;
  counter?: number;
  /** The authenticator data, before they are signed. */
  authData?: Change;
}

export interface RegistrationBend extends Bend {
  cose?: (key: Map<number, Cbor>) => Map<number, Cbor>;
  credentialId?: Uint8Array;
  /** The id that the browser claims. */
  id?: string;
  format?: string;
  statement?: (right: Map<string, Cbor>) => Map<string, Cbor>;
  attestationObject?: Change;
}

export interface AssertionBend extends Bend {
  id?: string;
  rawId?: string;
  userHandle?: string | null;
  signature?: Change;
  /** The authenticator data, after they were signed. */
  authDataSent?: Change;
}

export interface PasskeyWishes {
  algorithm?: AlgorithmName;
  attestation?: 'none' | 'packed-self' | 'packed';
  flags?: Flags;
  /** What the counter says at registration; null: always 0, as synced passkeys do. */
  counter?: number | null;
  aaguid?: string;
  credentialId?: Uint8Array;
  /** Of the page that it is used on. Left out: that of the tests, the RP's own host. */
  origin?: string;
}

const sha256 = async (bytes: Uint8Array | string) =>
  new Uint8Array(
    await crypto.subtle.digest(
      'SHA-256',
      typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
    ),
  );

/** One credential of a software authenticator: it makes what a browser and a security key would. */
export class SoftwarePasskey {
  readonly key: CredentialKey;
  readonly transports = ['usb'];
  readonly origin: string | undefined;
  readonly aaguid: string;
  readonly attestation: NonNullable<PasskeyWishes['attestation']>;
  credentialId: Uint8Array;
  /** Base64url, as the options of its registration gave it. */
  userHandle: string | null = null;
  flags: Flags;
  counter: number | null;

  private constructor(key: CredentialKey, wishes: PasskeyWishes) {
    this.key = key;
    this.origin = wishes.origin;
    this.aaguid = wishes.aaguid ?? '00000000-0000-0000-0000-000000000000';
    this.attestation = wishes.attestation ?? 'none';
    this.credentialId = wishes.credentialId ?? crypto.getRandomValues(new Uint8Array(32));
    this.flags = { up: true, uv: true, be: false, bs: false, ...wishes.flags };
    this.counter = wishes.counter === undefined ? 1 : wishes.counter;
  }

  static async make(wishes: PasskeyWishes = {}): Promise<SoftwarePasskey> {
    return new SoftwarePasskey(await CredentialKey.generate(wishes.algorithm ?? 'ES256'), wishes);
  }

  get id(): string {
    return toBase64Url(this.credentialId);
  }

  /**
   * What `navigator.credentials.create()` would answer, as JSON.
   * @param attest makes a statement of its own
   */
  async register(
    options: { challenge: string; rp: { id: string }; user: { id: string } },
    bend: RegistrationBend = {},
    attest = (signed: Bytes, _clientDataHash: Bytes) => this.#statement(signed),
  ): Promise<RegistrationCredential> {
    this.userHandle = options.user.id;
    const credentialId = bend.credentialId ?? this.credentialId;
    const clientData = await this.#clientData('webauthn.create', options.challenge, options.rp.id, bend);
    const key = bend.cose ? bend.cose(new Map(this.key.cose)) : this.key.cose;
    const attested = concat(
      Uint8Array.from(this.aaguid.replaceAll('-', '').match(/../g)!, (byte) => Number.parseInt(byte, 16)),
      Uint8Array.of(credentialId.length >> 8, credentialId.length & 255),
      credentialId,
      cbor(key),
    );
    const authData = await this.#authData(options.rp.id, { at: true }, attested, bend);
    const right = await attest(concat(authData, clientData.hash), clientData.hash);
    const object = cbor(
      new Map<string, Cbor>([
        ['fmt', bend.format ?? (this.attestation === 'none' ? 'none' : 'packed')],
        ['attStmt', bend.statement ? bend.statement(right) : right],
        ['authData', authData],
      ]),
    );
    const id = bend.id ?? toBase64Url(credentialId);
    return {
      id,
      rawId: id,
      type: 'public-key',
      response: {
        clientDataJSON: clientData.text,
        attestationObject: base64Url(bend.attestationObject?.(concat(object)) ?? object),
        transports: this.transports,
      },
      clientExtensionResults: {},
    };
  }

  /** What `navigator.credentials.get()` would answer, as JSON. The counter goes up by one. */
  async answer(
    options: Pick<RequestOptions, 'challenge' | 'rpId'>,
    bend: AssertionBend = {},
  ): Promise<AssertionCredential> {
    if (this.counter !== null && bend.counter === undefined) this.counter++;
    const clientData = await this.#clientData('webauthn.get', options.challenge, options.rpId, bend);
    const authData = await this.#authData(options.rpId, {}, new Uint8Array(0), bend);
    const signature = await this.key.sign(concat(authData, clientData.hash));
    const id = bend.id ?? this.id;
    return {
      id,
      rawId: bend.rawId ?? id,
      type: 'public-key',
      response: {
        clientDataJSON: clientData.text,
        authenticatorData: base64Url(bend.authDataSent?.(authData) ?? authData),
        signature: base64Url(bend.signature?.(signature) ?? signature),
        userHandle: bend.userHandle === undefined ? this.userHandle : bend.userHandle,
      },
    };
  }

  async #clientData(type: string, challenge: string, rpId: string, bend: Bend) {
    const origin = this.origin ?? `http://${rpId}`;
    const data = { type, challenge, origin, crossOrigin: false, ...bend.clientData };
    const right = concat(new TextEncoder().encode(JSON.stringify(data)));
    const bytes = bend.clientDataBytes?.(right) ?? right;
    return { text: base64Url(bytes), hash: await sha256(bytes) };
  }

  async #authData(rpId: string, more: Flags, attested: Uint8Array, bend: Bend): Promise<Bytes> {
    const flags = { ...this.flags, ...more, ...bend.flags };
    const bits = Object.entries(FLAGS).reduce(
      (sum, [flag, bit]) => sum | (flags[flag as keyof Flags] ? bit : 0),
      0,
    );
    const counter = new Uint8Array(4);
    new DataView(counter.buffer).setUint32(0, bend.counter ?? this.counter ?? 0);
    const right = concat(await sha256(bend.rpId ?? rpId), Uint8Array.of(bits), counter, attested);
    return concat(bend.authData?.(right) ?? right);
  }

  async #statement(signed: Bytes): Promise<Map<string, Cbor>> {
    if (this.attestation === 'none') return new Map();
    if (this.attestation === 'packed-self') {
      return new Map<string, Cbor>([
        ['alg', this.key.algorithm.alg],
        ['sig', await this.key.sign(signed)],
      ]);
    }
    const attestationKey = await CredentialKey.generate('ES256');
    const issuer = { key: await CredentialKey.generate('ES256'), commonName: 'Root of the tests' };
    return new Map<string, Cbor>([
      ['alg', attestationKey.algorithm.alg],
      ['sig', await attestationKey.sign(signed)],
      ['x5c', [await certificate(attestationKey, issuer)]],
    ]);
  }
}

/** In pieces, since there are answers of a megabyte. */
function base64Url(bytes: Uint8Array): string {
  if (bytes.length <= 0x6000) return toBase64Url(bytes);
  return toBase64Url(bytes.subarray(0, 0x6000)) + base64Url(bytes.subarray(0x6000));
}
