import { createECDH, createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decrypt } from 'http_ece';
import { describe, expect, test } from 'vitest';
import { encryptPush } from '../../worker/delivery/push/encrypt-push.ts';
import type { AssertionCredential } from '../../schema/api/passkey.ts';
import { approvalText, switchText } from '../../worker/factors/push/verification-texts.ts';
import { hotp } from '../../worker/factors/hotp.ts';
import {
  importDeviceKey,
  isSignedBy,
  joinText,
  readSignature,
  signedText,
  verifyJoin,
} from '../../worker/factors/push/signed-request.ts';
import { bytes, pair } from './p256-pair.ts';

interface Vectors {
  deviceKey: { privateKey: string; publicKey: string };
  join: { link: string; typed: string; text: string; signature: string };
  requests: { method: string; path: string; body: string; text: string; authorization: string }[];
  verification: {
    rpId: string;
    publicKey: string;
    join: { challenge: string };
    approve: {
      request: string;
      number: string;
      text: string;
      challenge: string;
      verification: AssertionCredential;
    };
    on: { text: string; challenge: string };
    off: { text: string; challenge: string };
  };
  live: { path: string; text: string; protocols: string };
  codes: { secret: string; codes: { at: number; code: string }[] };
  message: {
    subscription: { p256dh: string; auth: string; privateKey: string };
    sender: { publicKey: string; privateKey: string };
    salt: string;
    text: string;
    body: string;
  };
}

const page = readFileSync('docs/push-protocol.md', 'utf8');
const vectors = JSON.parse(
  page.slice(page.indexOf('## Test vectors')).split('```json')[1]!.split('```')[0]!,
) as Vectors;

const ORIGIN = 'https://id.example.com';
const { deviceKey, join, requests, verification, live, codes, message } = vectors;

/** By Node's own crypto, not by the code that the Worker uses. */
function isSigned(text: string, signature: string): boolean {
  const point = Buffer.from(deviceKey.publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const signed = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signed);
}

const askedOf = ({ method, path, body }: { method: string; path: string; body: string }) => ({
  origin: ORIGIN,
  method,
  path,
  body: new TextEncoder().encode(body),
});

describe('the vectors of docs/push-protocol.md', () => {
  test('the device’s public key is that of its private key', async () => {
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(deviceKey.privateKey, 'base64url');
    expect(ecdh.getPublicKey('base64url')).toBe(deviceKey.publicKey);
    expect(await importDeviceKey(deviceKey.publicKey)).not.toBeNull();
  });

  test('joining: the link, the typed key, the text and its signature', async () => {
    const [, key = ''] = new URL(join.link).hash.slice(1).split('.');
    expect(join.typed.replaceAll('-', '')).toBe(key);
    expect(joinText(ORIGIN, key, deviceKey.publicKey)).toBe(join.text);
    expect(isSigned(join.text, join.signature)).toBe(true);
    const imported = (await importDeviceKey(deviceKey.publicKey))!;
    const brought = { origin: ORIGIN, key, publicKey: deviceKey.publicKey, signature: join.signature };
    expect(await verifyJoin(imported, brought)).toBe(true);
    expect(await verifyJoin(imported, { ...brought, origin: 'https://evil.example' })).toBe(false);
    expect(await verifyJoin(imported, { ...brought, key: join.typed })).toBe(false);
  });

  test.each(requests)('a signed request: $method $path', async (vector) => {
    const signed = readSignature(vector.authorization)!;
    const asked = askedOf(vector);
    expect(await signedText(asked, signed.device, signed.time)).toBe(vector.text);
    expect(vector.text.split('\n').at(-1)).toBe(createHash('sha256').update(vector.body).digest('base64url'));
    expect(isSigned(vector.text, signed.signature)).toBe(true);
    const key = (await importDeviceKey(deviceKey.publicKey))!;
    expect(await isSignedBy(key, asked, signed)).toBe(true);
    for (const altered of [
      { ...asked, origin: 'https://evil.example' },
      { ...asked, method: 'PUT' },
      { ...asked, path: `${asked.path}?` },
      { ...asked, body: new TextEncoder().encode(`${vector.body} `) },
    ])
      expect(await isSignedBy(key, altered, signed)).toBe(false);
    expect(await isSignedBy(key, asked, { ...signed, time: signed.time + 1 })).toBe(false);
  });

  test('checking the owner: the challenges are hashes of the texts, and the passkey answers one of them', async () => {
    const { device, time } = readSignature(requests[0]!.authorization)!;
    const { rpId, publicKey, approve, on, off } = verification;
    expect(approvalText(ORIGIN, device, approve.request, approve.number)).toBe(approve.text);
    expect(switchText(true, ORIGIN, device, time)).toBe(on.text);
    expect(switchText(false, ORIGIN, device, time)).toBe(off.text);
    const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
    expect(verification.join.challenge).toBe(hashOf(join.text));
    for (const { text, challenge } of [approve, on, off]) expect(challenge).toBe(hashOf(text));
    const { clientDataJSON, authenticatorData, signature } = approve.verification.response;
    const clientData = Buffer.from(clientDataJSON, 'base64url');
    const { type, challenge, origin } = JSON.parse(clientData.toString()) as Record<string, string>;
    expect({ type, challenge, origin }).toEqual({
      type: 'webauthn.get',
      challenge: approve.challenge,
      origin: ORIGIN,
    });
    const data = Buffer.from(authenticatorData, 'base64url');
    expect(data.subarray(0, 32)).toEqual(createHash('sha256').update(rpId).digest());
    // UP and UV, and the counter.
    expect(data.subarray(32).toString('hex')).toBe('0500000007');
    // COSE: an EC2 key for ES256 on P-256, its members in order.
    const cose = Buffer.from(publicKey, 'base64url');
    expect(cose.subarray(0, 10).toString('hex')).toBe('a5010203262001215820');
    const [x, y] = [cose.subarray(10, 42), cose.subarray(45)].map((half) => half.toString('base64url'));
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()]);
    expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  test('the open line is signed as a request without a body', async () => {
    const [, device, time, signature] = /^countersign-device-v1, ([^~]+)~(\d+)~([^~]+)$/.exec(
      live.protocols,
    )!;
    const asked = askedOf({ method: 'GET', path: live.path, body: '' });
    expect(await signedText(asked, device!, Number(time))).toBe(live.text);
    expect(isSigned(live.text, signature!)).toBe(true);
  });

  test('codes without a network', () => {
    const bits = [...codes.secret]
      .map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
      .join('');
    const secret = Uint8Array.from(bits.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
    for (const { at, code } of codes.codes) {
      const counter = Buffer.alloc(8);
      counter.writeBigUInt64BE(BigInt(Math.floor(at / 30)));
      const mac = createHmac('sha1', secret).update(counter).digest();
      const cut = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fffffff;
      expect(String(cut % 1_000_000).padStart(6, '0')).toBe(code);
      expect(hotp('SHA1', secret, Math.floor(at / 30), 6)).toBe(code);
    }
  });

  test('C17 a message: encrypted byte for byte, and opened by a library that is not ours', async () => {
    const { subscription, sender, salt, text, body } = message;
    const keys = { p256dh: bytes(subscription.p256dh), auth: bytes(subscription.auth) };
    const drawn = { salt: bytes(salt), sender: await pair(sender.publicKey, sender.privateKey) };
    expect(Buffer.from(await encryptPush(text, keys, drawn)).toString('base64url')).toBe(body);
    const privateKey = createECDH('prime256v1');
    privateKey.setPrivateKey(subscription.privateKey, 'base64url');
    const parameters = { version: 'aes128gcm', privateKey, authSecret: subscription.auth } as const;
    expect(decrypt(Buffer.from(body, 'base64url'), parameters).toString()).toBe(text);
    expect(Object.keys((JSON.parse(text) as { request: object }).request)).not.toContain('number');
  });
});
