import { describe, expect, test } from 'vitest';
import { parseKeyRing } from '../../worker/crypto/key-ring.ts';
import { seal, unseal } from '../../worker/crypto/seal.ts';

const key = (fill: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)));
const ring = (current: string, ...ids: number[]) =>
  parseKeyRing(JSON.stringify({ current, ...Object.fromEntries(ids.map((id) => [`k${id}`, key(id)])) }));

const CONTEXT = 'user/factor';
const secret = crypto.getRandomValues(new Uint8Array(20));

describe('J10 a sealed secret', () => {
  test('opens in its own row, and names its key', async () => {
    const sealed = await seal(ring('k1', 1), CONTEXT, secret);
    expect(sealed).toMatch(/^k1\.[\w-]+$/);
    expect(await unseal(ring('k1', 1), CONTEXT, sealed)).toEqual(secret);
  });

  test('does not open in another row, of another user, or for another purpose', async () => {
    const sealed = await seal(ring('k1', 1), CONTEXT, secret);
    for (const context of ['user/other', 'other/factor', '', 'user/factor/']) {
      await expect(unseal(ring('k1', 1), context, sealed)).rejects.toThrow();
    }
    await expect(unseal(ring('k1', 1), CONTEXT, sealed, 'flow')).rejects.toThrow();
  });

  test('does not open when any of its characters was changed', async () => {
    const sealed = await seal(ring('k1', 1), CONTEXT, secret);
    // The last character holds bits that base64 ignores.
    for (let i = 3; i < sealed.length - 1; i++) {
      const altered = sealed.slice(0, i) + (sealed[i] === 'A' ? 'B' : 'A') + sealed.slice(i + 1);
      await expect(unseal(ring('k1', 1), CONTEXT, altered), `character ${i}`).rejects.toThrow();
    }
  });

  test('is different each time', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => seal(ring('k1', 1), CONTEXT, secret)));
    expect(new Set(all).size).toBe(all.length);
  });

  test('opens after the key was rotated, until its key leaves the ring', async () => {
    const sealed = await seal(ring('k1', 1), CONTEXT, secret);
    expect(await unseal(ring('k2', 1, 2), CONTEXT, sealed)).toEqual(secret);
    expect(await seal(ring('k2', 1, 2), CONTEXT, secret)).toMatch(/^k2\./);
    await expect(unseal(ring('k2', 2), CONTEXT, sealed)).rejects.toThrow('a key that the ring does not have');
  });
});

describe('the key ring', () => {
  test('derives a key of its own for each purpose and each id', () => {
    const keys = ring('k1', 1, 2);
    const purposes = ['seal', 'flow', 'recovery-code', 'mailed-code', 'address'] as const;
    const all = ['k1', 'k2'].flatMap((id) => purposes.map((purpose) => keys.key(id, purpose).toString()));
    expect(new Set(all).size).toBe(all.length);
  });

  test('is refused with words that quote nothing of it', () => {
    const short = btoa('not 32 bytes');
    const wrong = [
      undefined,
      '',
      'null',
      '[]',
      '{',
      `{"current":"k1","k1":"${short}"}`,
      `{"current":"k2","k1":"${key(1)}"}`,
      `{"k1":"${key(1)}"}`,
      `{"current":"K!","K!":"${key(1)}"}`,
    ];
    for (const secretText of wrong) {
      let message = '';
      try {
        parseKeyRing(secretText);
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message, secretText).toMatch(/^KEY_RING/);
      expect(message).not.toContain(short);
      expect(message).not.toContain(key(1));
    }
  });
});
