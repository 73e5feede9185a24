import { exports } from 'cloudflare:workers';
import type { DeviceJoined, PushRequest, Subscription } from '../../schema/api/push.ts';
import { config } from '../../worker/config.ts';
import { joinText, signedText } from '../../worker/factors/push/signed-request.ts';
import { toBase64Url } from '../../worker/crypto/base64.ts';
import { approvalText, switchText } from '../../worker/factors/push/verification-texts.ts';
import type { Browser } from './client.ts';
import type {
  AssertionBend,
  RegistrationBend,
  SoftwarePasskey,
} from './software-authenticator/software-passkey.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
const SHA256 = { name: 'ECDSA', hash: 'SHA-256' };

/** Each phone is in a network of its own. */
let count = 0;

/** A phone with the authenticator on it, as docs/push-protocol.md has it. */
export class Phone {
  device = '';
  secret = '';
  /** How far its clock is ahead, ms. */
  clockAhead = 0;
  /** By which it checks its owner, if it does. */
  passkey: SoftwarePasskey | null = null;
  readonly #keys: CryptoKeyPair;

  private constructor(keys: CryptoKeyPair) {
    this.#keys = keys;
  }

  /** @param passkey by which it checks its owner */
  static async make(passkey: SoftwarePasskey | null = null): Promise<Phone> {
    count++;
    const keys = (await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])) as CryptoKeyPair;
    const phone = new Phone(keys);
    phone.passkey = passkey;
    return phone;
  }

  async publicKey(): Promise<string> {
    return toBase64Url(
      new Uint8Array((await crypto.subtle.exportKey('raw', this.#keys.publicKey)) as ArrayBuffer),
    );
  }

  async sign(text: string): Promise<string> {
    const signature = await crypto.subtle.sign(SHA256, this.#keys.privateKey, new TextEncoder().encode(text));
    return toBase64Url(new Uint8Array(signature));
  }

  /** What a device sends to join. */
  async joining(key: string, more: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const publicKey = await this.publicKey();
    const text = joinText(config.origin, key, publicKey);
    const verification = this.passkey && { verification: await this.registration(this.passkey, text) };
    return {
      key,
      publicKey,
      name: 'Pixel',
      subscription: null,
      ...verification,
      signature: await this.sign(text),
      ...more,
    };
  }

  /** A passkey that was made for a text. */
  async registration(passkey: SoftwarePasskey, text: string, bend: RegistrationBend = {}) {
    const { rpId } = config;
    return passkey.register({ challenge: await hashOf(text), rp: { id: rpId }, user: { id: 'AAAA' } }, bend);
  }

  /** What a passkey answers to a text. */
  async answer(text: string, bend: AssertionBend = {}, passkey = this.passkey!) {
    return passkey.answer({ challenge: await hashOf(text), rpId: config.rpId }, bend);
  }

  /** An approval that this phone's passkey answers for. */
  async verified(id: string, number: string, bend: AssertionBend = {}) {
    const text = approvalText(config.origin, this.device, id, number);
    return { decision: 'approve', number, verification: await this.answer(text, bend) };
  }

  /** Checks its owner from now on, or no longer. */
  async switch(on: boolean, passkey: SoftwarePasskey, bend: AssertionBend & RegistrationBend = {}) {
    const time = Date.now();
    const text = switchText(on, config.origin, this.device, time);
    const credential = on
      ? await this.registration(passkey, text, bend)
      : await this.answer(text, bend, passkey);
    return this.request('PUT', '/v1/authenticator/device/verification', { on, credential }, { time });
  }

  /** Joins by the address of the QR code. */
  async join(url: string, name = 'Pixel', subscription: Subscription = null): Promise<DeviceJoined> {
    const [home = '', key = ''] = new URL(url).hash.slice(1).split('.');
    const body = await this.joining(key, { home, name, subscription });
    const response = await send('POST', '/v1/authenticator/devices', {}, JSON.stringify(body));
    if (!response.ok) throw new Error(await response.text());
    const joined = await response.json<DeviceJoined>();
    this.device = joined.device;
    this.secret = joined.secret;
    return joined;
  }

  /** A signed request. */
  async request(
    method: string,
    path: string,
    body?: unknown,
    changed: { path?: string; body?: unknown; device?: string; origin?: string; time?: number } = {},
  ): Promise<Response> {
    const device = changed.device ?? this.device;
    const time = changed.time ?? Date.now() + this.clockAhead;
    const signedBody = new TextEncoder().encode(
      'body' in changed ? JSON.stringify(changed.body) : body === undefined ? '' : JSON.stringify(body),
    );
    const asked = {
      origin: changed.origin ?? config.origin,
      method,
      path: changed.path ?? path,
      body: new Uint8Array(signedBody),
    };
    const signature = await this.sign(await signedText(asked, device, time));
    const Authorization = `Countersign-Device ${device}, time=${time}, signature=${signature}`;
    return send(method, path, { Authorization }, body === undefined ? undefined : JSON.stringify(body));
  }

  async waiting(): Promise<PushRequest | null> {
    const response = await this.request('GET', '/v1/authenticator/request');
    if (!response.ok) throw new Error(await response.text());
    return (await response.json<{ request: PushRequest | null }>()).request;
  }

  /** Opens the app: what it is told from now on, the newest last. */
  async open(changed: { path?: string } = {}): Promise<{ socket: WebSocket; told: object[] }> {
    const path = '/v1/authenticator/live';
    const time = Date.now() + this.clockAhead;
    const asked = {
      origin: config.origin,
      method: 'GET',
      path: changed.path ?? path,
      body: new Uint8Array(),
    };
    const signature = await this.sign(await signedText(asked, this.device, time));
    const protocols = `countersign-device-v1, ${this.device}~${time}~${signature}`;
    const response = await send('GET', path, { Upgrade: 'websocket', 'Sec-WebSocket-Protocol': protocols });
    const socket = response.webSocket;
    if (!socket) throw new Error(await response.text());
    const told: object[] = [];
    socket.addEventListener('message', ({ data }) => {
      told.push(String(data).startsWith('{') ? (JSON.parse(String(data)) as object) : { data });
    });
    socket.addEventListener('close', ({ code, reason }) => {
      told.push({ code, reason });
    });
    socket.accept();
    return { socket, told };
  }

  decide(id: string, decision: object): Promise<Response> {
    return this.request('POST', `/v1/authenticator/requests/${id}`, decision);
  }
}

const hashOf = async (text: string) =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

function send(method: string, path: string, headers: Record<string, string>, body?: string) {
  return exports.default.fetch(
    new Request(config.origin + path, {
      method,
      headers: {
        'Sec-Fetch-Site': 'same-origin',
        'User-Agent': 'Mozilla/5.0 (Linux; Android 16; Pixel 10) Chrome/147.0 Mobile',
        'CF-Connecting-IP': `203.0.${(count >> 8) & 255}.${count & 255}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    }),
  );
}

/** Sets a push device up in a signed-in browser: join, compare, confirm. */
export async function addPhone(
  browser: Browser,
  name = 'Pixel',
  subscription: Subscription = null,
  passkey: SoftwarePasskey | null = null,
): Promise<Phone> {
  const phone = await Phone.make(passkey);
  const { enrollment } = await browser.call<{ enrollment: { id: string; url: string } }>(
    'POST',
    '/v1/enrollments',
    { method: 'push' },
  );
  const { comparison } = await phone.join(enrollment.url, name, subscription);
  await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code: comparison });
  return phone;
}
