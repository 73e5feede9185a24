import { createECDH, createDecipheriv, hkdfSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toBase64Url } from '../../worker/crypto/base64.ts';
import { encryptPush } from '../../worker/delivery/push/encrypt-push.ts';
import { vapidAuthorization, vapidPublicKey } from '../../worker/delivery/push/vapid.ts';
import { bytes, pair } from './p256-pair.ts';

describe('RFC 8291', () => {
  test('appendix A: the example, byte for byte', async () => {
    const body = await encryptPush(
      'When I grow up, I want to be a watermelon',
      {
        p256dh: bytes(
          'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        ),
        auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
      },
      {
        salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
        sender: await pair(
          'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
          'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
        ),
      },
    );
    expect(toBase64Url(body)).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  test('a message is read by whoever has the browser’s key, by a decryption that is not ours', async () => {
    const browser = createECDH('prime256v1');
    browser.generateKeys();
    const auth = crypto.getRandomValues(new Uint8Array(16));
    const text = JSON.stringify({ service: 'Countersign', place: 'Besançon, FR' });
    const p256dh = new Uint8Array(browser.getPublicKey());
    const body = Buffer.from(await encryptPush(text, { p256dh, auth }));
    const [salt, sender, sealed] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)];
    const derive = (secret: Uint8Array, salted: Uint8Array, info: Uint8Array, length: number) =>
      Buffer.from(hkdfSync('sha256', secret, salted, info, length));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, sender]);
    const input = derive(browser.computeSecret(sender), auth, info, 32);
    const key = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
    const opened = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    expect(opened.toString()).toBe(`${text}\u0002`);
  });
});

describe('RFC 8292', () => {
  const key = {
    kty: 'EC',
    crv: 'P-256',
    x: 'DUfHPKLVFQzVvnCPGyfucbECzPDa7rWbXriLcysAjEc',
    y: 'F6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs',
  } as const;

  test('section 2.4: the example’s signature is right by its key, and its key is written as ours is', async () => {
    const token =
      'eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA';
    expect(vapidPublicKey({ ...key, d: '' })).toBe(
      'BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs',
    );
    expect(await verified(token, key)).toBe(true);
  });

  test('a message’s authorization is for the service’s origin, ends within a day, and is signed with the key', async () => {
    const keys = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
    ])) as CryptoKeyPair;
    const own = (await crypto.subtle.exportKey('jwk', keys.privateKey)) as never as Parameters<
      typeof vapidAuthorization
    >[0];
    const now = Date.UTC(2026, 10, 25);
    const header = await vapidAuthorization(
      own,
      'https://push.example.net/a/b?c',
      'mailto:ops@example.com',
      now,
    );
    const [, token, publicKey] = /^vapid t=([\w.-]+), k=([\w-]{87})$/.exec(header)!;
    const claims = JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString()) as object;
    expect(claims).toEqual({
      aud: 'https://push.example.net',
      exp: now / 1000 + 12 * 3600,
      sub: 'mailto:ops@example.com',
    });
    expect(publicKey).toBe(vapidPublicKey(own));
    expect(await verified(token!, own)).toBe(true);
  });
});

async function verified(token: string, { x, y }: { x: string; y: string }): Promise<boolean> {
  const [head, claims, signature] = token.split('.');
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty: 'EC', crv: 'P-256', x, y },
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['verify'],
  );
  const text = new TextEncoder().encode(`${head}.${claims}`);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(signature!), text);
}
