import { exports } from 'cloudflare:workers';
import type { DeviceJoined, PushRequest, Subscription } from '../../schema/api/push.ts';
import { config } from '../../worker/config.ts';
import { joinText, signedText } from '../../worker/factors/push/signed-request.ts';
import { toBase64Url } from '../../worker/crypto/base64.ts';
import type { Browser } from './client.ts';

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
  readonly #keys: CryptoKeyPair;

  private constructor(keys: CryptoKeyPair) {
    this.#keys = keys;
  }

  static async make(): Promise<Phone> {
    count++;
    return new Phone((await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])) as CryptoKeyPair);
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
    const signature = await this.sign(joinText(config.origin, key, publicKey));
    return { key, publicKey, name: 'Pixel', subscription: null, signature, ...more };
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
    changed: { path?: string; body?: unknown; device?: string; origin?: string } = {},
  ): Promise<Response> {
    const device = changed.device ?? this.device;
    const time = Date.now() + this.clockAhead;
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
): Promise<Phone> {
  const phone = await Phone.make();
  const { enrollment } = await browser.call<{ enrollment: { id: string; url: string } }>(
    'POST',
    '/v1/enrollments',
    { method: 'push' },
  );
  const { comparison } = await phone.join(enrollment.url, name, subscription);
  await browser.call('POST', `/v1/enrollments/${enrollment.id}/confirm`, { code: comparison });
  return phone;
}
