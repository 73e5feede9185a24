import { createPublicKey, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { PushMessage } from './push-message.ts';

/** What is wrong with a request; the status says it as RFC 8030 and RFC 8292 do. */
export class Wrong extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const BODY_MAX_BYTES = 4096;

/** Whether a request is right in everything but its text, which only the browser can read. @throws Wrong */
export function checkPushRequest(
  headers: IncomingHttpHeaders,
  body: Buffer,
  { origin, applicationServerKey }: { origin: string; applicationServerKey: string },
): Omit<PushMessage, 'status' | 'text'> {
  const { ttl = '', urgency = '', topic = '' } = headers as Record<string, string>;
  if (!/^\d+$/.test(ttl)) throw new Wrong(400, 'RFC 8030 section 5.2: TTL must be there');
  if (!['very-low', 'low', 'normal', 'high'].includes(urgency)) throw new Wrong(400, 'RFC 8030 section 5.3');
  if (!/^[\w-]{1,32}$/.test(topic)) throw new Wrong(400, 'RFC 8030 section 5.4');
  if (headers['content-encoding'] !== 'aes128gcm') throw new Wrong(415, 'RFC 8291 section 4');
  if (body.length > BODY_MAX_BYTES) throw new Wrong(413, 'RFC 8030 section 7.2');
  const contact = contactOf(headers.authorization ?? '', origin, applicationServerKey);
  return { ttl: Number(ttl), urgency, topic, contact };
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
