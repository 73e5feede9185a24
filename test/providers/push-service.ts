import { createECDH, randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt } from 'http_ece';
import { speakAutopush } from './autopush.ts';
import type { PushMessage } from './push-message.ts';
import { checkPushRequest, Wrong } from './push-request.ts';
import type { TestCertificate } from './test-certificate.ts';

interface Subscribed {
  /** Whose messages are taken (RFC 8292 section 4). */
  applicationServerKey: string;
  /** Makes a message's text of its body. */
  open: (body: Buffer) => string;
  /** The statuses of the answers to come; 201 when there is none left. */
  answers: number[];
  messages: PushMessage[];
}

/**
 * A push service (RFC 8030) on this machine. It takes a message only when everything about its request is right, and
 * opens it with a library that is not ours. For tests it also makes subscriptions (`POST /subscriptions`), and tells
 * what came for one (`GET /push/<id>`). A Firefox whose `dom.push.serverURL` it is subscribes by itself.
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
    const { applicationServerKey } = subscribed;
    const message = {
      ...checkPushRequest(headers, body, { origin, applicationServerKey }),
      text: subscribed.open(body),
    };
    const status = subscribed.answers.shift() ?? 201;
    subscribed.messages.push({ ...message, status });
    if (status === 429) response.setHeader('Retry-After', '1');
    if (status === 201) response.setHeader('Location', `${origin}/message/${subscribed.messages.length}`);
    response.writeHead(status).end();
  }

  /** In a browser's stead: its private key stays here. */
  function subscribe(body: string) {
    const { applicationServerKey, answers } = JSON.parse(body) as {
      applicationServerKey: string;
      answers?: number[];
    };
    const privateKey = createECDH('prime256v1');
    const p256dh = privateKey.generateKeys('base64url');
    const auth = randomBytes(16).toString('base64url');
    const open = (sealed: Buffer) =>
      decrypt(sealed, { version: 'aes128gcm', privateKey, authSecret: auth }).toString();
    return { endpoint: add(applicationServerKey, open, answers), p256dh, auth };
  }

  /** @returns the endpoint */
  function add(applicationServerKey: string, open: Subscribed['open'], answers: number[] = []): string {
    const path = `/push/${randomBytes(16).toString('base64url')}`;
    subscriptions.set(path, { applicationServerKey, open, answers, messages: [] });
    return origin + path;
  }

  speakAutopush(server, (applicationServerKey, hand) =>
    add(applicationServerKey, (body) => {
      hand(body);
      return '';
    }),
  );
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
