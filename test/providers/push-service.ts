import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt } from 'http_ece';
import type { PushMessage } from './push-message.ts';
import type { TestCertificate } from './test-certificate.ts';

/** A browser's subscription, made here in the browser's stead: its private key stays here. */
interface Subscribed {
  /** Whose messages are taken (RFC 8292 section 4). */
  applicationServerKey: string;
  keys: ECDH;
  auth: string;
  /** The statuses of the answers to come; 201 when there is none left. */
  answers: number[];
  messages: PushMessage[];
}

/** What is wrong with a request; the status says it as RFC 8030 and RFC 8292 do. */
class Wrong extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const BODY_MAX_BYTES = 4096;

/**
 * A push service (RFC 8030) on this machine. It takes a message only when everything about its request is right, and
 * opens it with a library that is not ours. For tests it also makes subscriptions (`POST /subscriptions`), and tells
 * what came for one (`GET /push/<id>`).
 * @returns its origin
 */
export async function startPushService({ cert, key }: TestCertificate): Promise<string> {
  const subscriptions = new Map<string, Subscribed>();
  let origin = '';

  const server = createServer({ cert, key }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.statusCode = error instanceof Wrong ? error.status : 500;
      response.end(String(error));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '', headers } = request;
    const body = await bodyOf(request);
    if (method === 'POST' && url === '/subscriptions')
      return void response.writeHead(201).end(JSON.stringify(subscribe(String(body))));
    const subscribed = subscriptions.get(url);
    if (!subscribed) throw new Wrong(404, 'There is no such subscription');
    if (method === 'GET') return void response.end(JSON.stringify(subscribed.messages));
    if (method !== 'POST') throw new Wrong(405, 'A message is posted');
    const message = messageOf(subscribed, origin, headers, body);
    const status = subscribed.answers.shift() ?? 201;
    subscribed.messages.push({ ...message, status });
    if (status === 429) response.setHeader('Retry-After', '1');
    if (status === 201) response.setHeader('Location', `${origin}/message/${subscribed.messages.length}`);
    response.writeHead(status).end();
  }

  function subscribe(body: string) {
    const { applicationServerKey, answers = [] } = JSON.parse(body) as Partial<Subscribed>;
    const keys = createECDH('prime256v1');
    const p256dh = keys.generateKeys('base64url');
    const auth = randomBytes(16).toString('base64url');
    const path = `/push/${randomBytes(16).toString('base64url')}`;
    subscriptions.set(path, {
      applicationServerKey: applicationServerKey!,
      keys,
      auth,
      answers,
      messages: [],
    });
    return { endpoint: origin + path, p256dh, auth };
  }

  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  server.unref();
  origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  return origin;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function messageOf(
  { applicationServerKey, keys, auth }: Subscribed,
  origin: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Omit<PushMessage, 'status'> {
  const { ttl = '', urgency = '', topic = '' } = headers as Record<string, string>;
  if (!/^\d+$/.test(ttl)) throw new Wrong(400, 'RFC 8030 section 5.2: TTL must be there');
  if (!['very-low', 'low', 'normal', 'high'].includes(urgency)) throw new Wrong(400, 'RFC 8030 section 5.3');
  if (!/^[\w-]{1,32}$/.test(topic)) throw new Wrong(400, 'RFC 8030 section 5.4');
  if (headers['content-encoding'] !== 'aes128gcm') throw new Wrong(415, 'RFC 8291 section 4');
  if (body.length > BODY_MAX_BYTES) throw new Wrong(413, 'RFC 8030 section 7.2');
  const contact = contactOf(headers.authorization ?? '', origin, applicationServerKey);
  const text = decrypt(body, { version: 'aes128gcm', privateKey: keys, authSecret: auth }).toString();
  return { ttl: Number(ttl), urgency, topic, contact, text };
}

/** RFC 8292 sections 2 to 4. @returns the token's contact */
function contactOf(authorization: string, origin: string, applicationServerKey: string): string {
  const [, token = '', publicKey] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  if (publicKey !== applicationServerKey) throw new Wrong(403, 'Not the key that was subscribed with');
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const signer = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: signer, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  if (!signed || alg !== 'ES256') throw new Wrong(403, 'Not signed with the key');
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<
    string,
    unknown
  >;
  const left = Number(exp) - Date.now() / 1000;
  if (aud !== origin) throw new Wrong(403, 'A token for another service');
  if (!(left > 0 && left <= 86_400)) throw new Wrong(403, 'A token for more than a day, or none any more');
  if (!/^(mailto:|https:)/.test(String(sub))) throw new Wrong(403, 'Nobody to write to');
  return String(sub);
}
