import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64 } from './base64.ts';

/** What keys are derived for; a key is never used for two of these. */
export type KeyPurpose =
  | 'seal'
  | 'flow'
  | 'recovery-code'
  | 'access-pass'
  | 'mailed-code'
  | 'push-enrollment'
  | 'address'
  | 'send-count'
  | 'remembered-device'
  | 'audit'
  | 'import';

export interface KeyRing {
  /** The id of the key that new values are made under. */
  readonly current: string;
  /** The ids of all its keys, the current one first. */
  readonly ids: string[];
  /** The 32-byte key of one purpose. @throws Error when the ring has no such id. */
  key(id: string, purpose: KeyPurpose): Uint8Array;
}

/**
 * Reads the KEY_RING secret, `{"current":"k2","k1":"<base64>","k2":"<base64>"}`: 32 random bytes a key.
 * Old keys stay in the ring until nothing is sealed under them (docs/operating.md).
 * @throws Error that says what is wrong, without any part of a key.
 */
export function parseKeyRing(secret: string | undefined): KeyRing {
  const { current, ...keys } = parse(secret);
  const masters = new Map<string, Uint8Array>();
  for (const [id, value] of Object.entries(keys)) {
    const master = fromBase64(value);
    if (!/^[a-z0-9]{1,16}$/.test(id) || master?.length !== 32) {
      throw new Error('KEY_RING: a key needs a short id (a-z, 0-9) and 32 bytes in base64');
    }
    masters.set(id, master);
  }
  if (!current || !masters.has(current)) throw new Error('KEY_RING: "current" must name a key of the ring');
  const derived = new Map<string, Uint8Array>();
  return {
    current,
    ids: [...new Set([current, ...masters.keys()])],
    key(id, purpose) {
      const name = `${id}/${purpose}`;
      let key = derived.get(name);
      if (!key) {
        const master = masters.get(id);
        if (!master) throw new Error('A value is sealed under a key that the ring does not have');
        key = hmac(sha256, master, new TextEncoder().encode(`countersign/v1/${purpose}`));
        derived.set(name, key);
      }
      return key;
    },
  };
}

function parse(secret: string | undefined): Record<string, string> {
  try {
    const value: unknown = JSON.parse(secret ?? '');
    if (value && typeof value === 'object') return value as Record<string, string>;
  } catch {
    // falls through to the one message: the secret itself must not be quoted
  }
  throw new Error('KEY_RING must be set: {"current":"k1","k1":"<32 bytes in base64>"} (docs/operating.md)');
}
